import type { Page } from './browser.ts';

/** Somebody who has a keyboard and no mouse. */
export interface Keyboard {
    /**
     * Presses the Tab key until a link, button or field of that name has the focus.
     *
     * @returns the names of all that had it on the way, that one the last
     * @throws where the whole page was gone through without it
     */
    reach(name: string): Promise<string[]>;
    /** What had the focus so far without showing it. */
    unseen(): string[];
}

const MOST_STOPS = 80;

/** A string, as a function would be compiled for Node. */
const FOCUSED = `(() => {
    const it = document.activeElement;
    const style = getComputedStyle(it);
    const name = (it.getAttribute('aria-label') ?? it.innerText ?? it.value ?? '').trim();
    const isSeen = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 1;
    return { name, isSeen, isPage: it === document.body };
})()`;

export const byKeyboard = (page: Page): Keyboard => {
    const unseen: string[] = [];
    return {
        async reach(name) {
            const stops: string[] = [];
            while (stops.length < MOST_STOPS) {
                await page.keyboard.press('Tab');
                const focused = await page.evaluate<{ name: string; isSeen: boolean; isPage: boolean }>(FOCUSED);
                if (!focused.isPage && !focused.isSeen) unseen.push(focused.name);
                stops.push(focused.name);
                if (focused.name === name) return stops;
            }
            throw new Error(`No stop named "${name}": ${stops.join(', ')}`);
        },
        unseen: () => unseen,
    };
};
