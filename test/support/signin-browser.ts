import { runsScripts, type Page } from './browser.ts';
import { waitFor } from './stack-wait.ts';

/** A person at a browser, whose presses of buttons are counted. */
export interface Person {
    readonly page: Page;
    /** How often something was pressed since the account was picked. */
    presses(): number;
    /** Presses a button of the page, by its whole name. */
    press(button: string): Promise<void>;
    /** Ticks a box or a choice, by a part of its name. */
    tick(name: string): Promise<void>;
    /** Picks an account on Microsoft's page. */
    pick(account: string): Promise<void>;
    /** Opens a quick link, presses *Save partner* and picks an account. */
    signIn(link: string, account: string): Promise<void>;
    /** The heading of the page. */
    title(): Promise<string>;
    /** Waits for a page of that heading; where no scripts run, by looking again and again. */
    arrives(title: string): Promise<void>;
    /** Everything that the page says. */
    text(): Promise<string>;
}

export const personAt = (page: Page): Person => {
    let presses = 0;
    const person: Person = {
        page,
        presses: () => presses,
        async press(button) {
            presses += 1;
            await page.getByRole('button', { name: button, exact: true }).click();
        },
        async tick(name) {
            presses += 1;
            await page.getByLabel(name).check();
        },
        async pick(account) {
            await person.press(account);
            presses = 0;
        },
        async signIn(link, account) {
            await page.goto(link);
            await person.press('Save partner');
            await person.pick(account);
        },
        title: async () => (await page.getByRole('heading', { level: 1 }).innerText()).trim(),
        async arrives(title) {
            const heading = page.getByRole('heading', { level: 1, name: title });
            if (runsScripts(page)) return heading.waitFor();
            await waitFor(
                title,
                async () => {
                    if ((await heading.count()) > 0) return true;
                    await page.getByRole('link', { name: 'Look again' }).click();
                    return undefined;
                },
                60,
            );
        },
        text: () => page.locator('body').innerText(),
    };
    return person;
};
