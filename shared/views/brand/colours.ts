import { modeLrgb, modeOklab, modeOklch, modeRgb, useMode } from 'culori/fn';

/*
 * The colour spaces that are used here. The library brings thirty, and each would cost every start something.
 */
[modeRgb, modeLrgb, modeOklab].forEach((mode) => useMode(mode));

export const toOklch = useMode(modeOklch);

export { clampChroma, formatHex, wcagContrast } from 'culori/fn';
