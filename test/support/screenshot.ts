import { writeFile } from 'node:fs/promises';
import type { CDPSession, Page } from 'playwright-core';

const sessions = new WeakMap<Page, Promise<CDPSession>>();
const sessionOf = (page: Page): Promise<CDPSession> => {
    const session = sessions.get(page) ?? page.context().newCDPSession(page);
    sessions.set(page, session);
    return session;
};

/**
 * Keeps a picture of a whole page as PNG. By the browser's own protocol, as that can be told to hurry: hundreds are
 * taken, and pressing them well takes longer than drawing them.
 */
export const screenshot = async (page: Page, path: string): Promise<void> => {
    const session = await sessionOf(page);
    const { cssContentSize } = await session.send('Page.getLayoutMetrics');
    const { data } = await session.send('Page.captureScreenshot', {
        format: 'png',
        optimizeForSpeed: true,
        captureBeyondViewport: true,
        clip: { ...cssContentSize, scale: 1 },
    });
    await writeFile(path, data, 'base64');
};
