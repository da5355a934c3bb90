import { modeLrgb, modeOklab, modeOklch, modeRgb, useMode } from 'culori/fn';

/*
 * The colour spaces that are used here, and no others: there are thirty, and each costs a start something.
 */
const [, , , toOklch] = [modeRgb, modeLrgb, modeOklab, modeOklch].map(useMode);
