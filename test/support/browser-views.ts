import type { Page } from './browser.ts';

/** How a page may be looked at. */
export interface View {
    /** CSS pixels. */
    width: number;
    colorScheme: 'light' | 'dark';
}

const WIDTHS = [320, 768, 1280];
const SCHEMES = ['light', 'dark'] as const;
const HEIGHT = 900;

/**
 * Goes through a phone's, a tablet's and a desk's width, light and dark, and leaves the page as it was.
 *
 * @param widths others, in CSS pixels
 */
export const inEveryView = async (
    page: Page,
    look: (view: View) => Promise<void>,
    widths: readonly number[] = WIDTHS,
): Promise<void> => {
    // An address is there before its document is.
    await page.waitForLoadState('load');
    const before = page.viewportSize();
    for (const width of widths) {
        await page.setViewportSize({ width, height: HEIGHT });
        for (const colorScheme of SCHEMES) {
            await page.emulateMedia({ colorScheme });
            await look({ width, colorScheme });
        }
    }
    await page.emulateMedia({ colorScheme: null });
    if (before !== null) await page.setViewportSize(before);
};
