import { signInToPlatform } from '../../test/support/ops-sign-in.ts';
import { firstByte } from '../http.ts';
import { fill } from '../ops/fill.ts';
import { median } from '../measure.ts';
import type { Measure } from '../measure.ts';
import { startStack } from '../stack.ts';
import type { Stack } from '../stack.ts';

const VIEWS = 50;
const FILLING = { tenants: 1_000, subscriptionsEach: 100, invites: 20_000, runs: 30 };

/** The first views, each page by itself. */
export const OPS_PAGES = {
    'ops-page': '/api/ops',
    'ops-missing': '/api/ops/missing',
    'ops-customers': '/api/ops/customers',
    'ops-invites': '/api/ops/invites',
} as const;

export type OpsPageName = keyof typeof OPS_PAGES;

/** A deployment with much behind its pages, and one with nothing. */
export interface OpsStacks {
    measureOf: (name: OpsPageName) => Measure;
    stop: () => Promise<void>;
}

const OPERATOR = 'operator@fourthcoffee.example';

/** Looks at a page so often, one look after the other; the middle of the times to its first byte, in ms. */
async function looksAt({ run }: Stack, path: string, cookie: string): Promise<number> {
    const times: number[] = [];
    for (let view = 0; view < VIEWS; view += 1) times.push(await firstByte(run.functions + path, { cookie }));
    return median(times);
}

/** @param disabled functions that would work beside what is measured */
export async function startOpsStacks(disabled: readonly string[]): Promise<OpsStacks> {
    const full = await startStack(disabled);
    const empty = await startStack(disabled);
    await fill(full, FILLING);
    const cookies = new Map<Stack, string>();
    for (const stack of [full, empty]) {
        cookies.set(stack, (await signInToPlatform(stack.run.functions, { upn: OPERATOR })).cookie);
    }
    return {
        measureOf: (name) => ({
            name,
            unit: 'ms',
            higherIsBetter: false,
            rounds: 7,
            value: () => looksAt(full, OPS_PAGES[name], cookies.get(full) ?? ''),
            floor: () => looksAt(empty, OPS_PAGES[name], cookies.get(empty) ?? ''),
        }),
        stop: async () => {
            await full.stop();
            await empty.stop();
        },
    };
}
