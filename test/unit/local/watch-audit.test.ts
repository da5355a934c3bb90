import { AppAway } from '../../../local/audit-app.ts';
import type { Audit, AuditApp, AuditRun } from '../../../local/audit-app.ts';
import { barLine, failedLines, foundLines, progressLine } from '../../../local/audit-lines.ts';
import { lineScreen, terminalScreen } from '../../../local/audit-screen.ts';
import { watchAudit } from '../../../local/watch-audit.ts';

const STEERS = 'Con\u001B[2Jtoso\r\n\u202E';

const runAt = (done: number, over: Partial<AuditRun['tenants']> = {}): AuditRun => ({
    id: 'r1',
    status: done + (over.failed ?? 0) === 100 ? 'finished' : 'running',
    tenants: { expected: 100, done, failed: 0, partial: 0, ...over },
    failedTenants: [],
});

const found: Audit = {
    run: { id: 'r1' },
    totals: { subscriptions: 2, covered: 1, missing: 1, excluded: 0, inactive: 0, unknown: 0 },
    missing: [{ tenantId: 't', subscriptionId: 's', customerName: STEERS, displayName: 'Shop', reason: 'no-link' }],
};

describe('the line of a run that is watched in a terminal', () => {
    const pace = { settled: 20, forMs: 10_000 };

    it('shows how much is done, how fast it goes and how long it takes', () => {
        expect(barLine(runAt(50, { failed: 0, partial: 3 }), pace, 200)).toBe(
            `[${'#'.repeat(20)}${'.'.repeat(20)}] 50 of 100 tenants done, 3 seen in part, 2.0/s, 25 s left`,
        );
    });

    it.each([
        ['minutes', { settled: 1, forMs: 10_000 }, '6.0/min, 8 min left'],
        ['hours', { settled: 1, forMs: 600_000 }, '0.1/min, 8.3 h left'],
        ['nothing as long as nothing was done', { settled: 0, forMs: 600_000 }, '50 of 100 tenants done'],
    ])('says %s', (_what, slow, words) => {
        expect(barLine(runAt(50), slow, 200).endsWith(words)).toBe(true);
    });

    it('counts what failed as come to an end, and is full in the end', () => {
        expect(barLine(runAt(97, { failed: 3 }), pace, 200)).toBe(
            `[${'#'.repeat(40)}] 97 of 100 tenants done, 3 failed, 2.0/s`,
        );
    });

    it.each([20, 60, 80, 120])('is narrower than a terminal of %i columns', (columns) => {
        const line = barLine(runAt(50, { failed: 3, partial: 7 }), pace, columns);

        expect(line.length).toBeLessThan(columns);
        expect(line).toContain('50 of 100 tenant');
    });

    it('is empty rather than full before the tenants are put down', () => {
        const { tenants } = runAt(0);

        expect(barLine({ ...runAt(0), tenants: { ...tenants, expected: 0 } }, pace, 200)).toMatch(/^\[\.+\] 0 of 0 /);
    });
});

describe('what is printed of an audit', () => {
    it('names the tenants that failed, as far as the app names them', () => {
        const failedTenants = [
            { tenantId: 't1', customerName: STEERS, reason: 'deadline' },
            { tenantId: 't2', customerName: null, reason: 'tenant-unknown' },
        ];

        expect(failedLines({ ...runAt(95, { failed: 5 }), failedTenants })).toEqual([
            '  not audited: Con [2Jtoso   , deadline',
            '  not audited: t2, tenant-unknown',
            '  … and 3 more that could not be audited',
        ]);
    });

    it('lets no name steer the terminal', () => {
        expect(foundLines(found).join('\n')).not.toMatch(/[\u001B\r\u202E]/);
        expect(foundLines(found)).toContain('  Con [2Jtoso   , Shop: no-link');
    });
});

/** An app that answers these one after the other; an error is thrown, the last one stays. */
const appOf = (answers: readonly (AuditRun | Error)[], audit = found) => {
    const asked: string[] = [];
    let next = 0;
    const app: AuditApp = {
        start: () => {
            asked.push('start');
            return Promise.resolve('r1');
        },
        run: (id) => {
            asked.push(id);
            const answer = answers[Math.min(next, answers.length - 1)];
            next += 1;
            return answer instanceof Error || answer === undefined
                ? Promise.reject(answer ?? new Error('no answer'))
                : Promise.resolve(answer);
        },
        found: () => Promise.resolve(audit),
    };
    return { app, asked };
};

describe('watching a run', () => {
    const watch = (app: AuditApp, more: { runId?: string; patience?: number } = {}) => {
        const lines: string[] = [];
        const clock = { at: 0 };
        const options = { app, screen: lineScreen((line) => lines.push(line)), pollEvery: 0, ...more };
        return { lines, result: watchAudit({ ...options, now: () => (clock.at += 1_000) }) };
    };

    it('prints a line whenever something changed, then what was found', async () => {
        const { app, asked } = appOf([runAt(0), runAt(40), runAt(40), runAt(100)]);
        const { lines, result } = watch(app);

        expect(await result).toBe(true);
        expect(asked).toEqual(['start', 'r1', 'r1', 'r1', 'r1']);
        expect(lines.slice(0, 4)).toEqual([
            progressLine(runAt(0)),
            progressLine(runAt(40)),
            progressLine(runAt(100)),
            '2 subscriptions: 1 covered, 1 missing, 0 excluded, 0 inactive, 0 unknown',
        ]);
    });

    it('joins a run that goes on already, and starts none', async () => {
        const { app, asked } = appOf([runAt(100)]);

        expect(await watch(app, { runId: 'r1' }).result).toBe(true);
        expect(asked).toEqual(['r1']);
    });

    it('says that it is not complete where a tenant failed', async () => {
        expect(await watch(appOf([runAt(99, { failed: 1 })]).app).result).toBe(false);
    });

    it('goes on where the app was away for a moment', async () => {
        const { app } = appOf([runAt(10), new AppAway('503'), new AppAway('503'), runAt(100)]);

        expect(await watch(app).result).toBe(true);
    });

    it('gives up an app that stays away, and one that refuses at once', async () => {
        const away = watch(appOf([runAt(10), new AppAway('was answered with 503')]).app, { patience: 10_000 });
        const refused = appOf([new Error('was answered with 401')]);

        await expect(away.result).rejects.toThrow('503');
        await expect(watch(refused.app).result).rejects.toThrow('401');
        expect(refused.asked).toEqual(['start', 'r1']);
    });

    it('says so where what it prints is of a later run', async () => {
        const { lines, result } = watch(appOf([runAt(100)], { ...found, run: { id: 'r2' } }).app, { runId: 'r1' });
        await result;

        expect(lines).toContain('Another run has finished since; this is what that one found.');
    });
});

describe('the screen of a terminal', () => {
    it('writes the line over and over, and what stays below it', () => {
        let written = '';
        const screen = terminalScreen({ columns: 100, write: (text) => (written += text) });

        screen.progress(runAt(1), { settled: 0, forMs: 0 });
        screen.progress(runAt(100), { settled: 0, forMs: 0 });
        screen.settle();
        screen.settle();
        screen.print('found');

        const [, first = '', second = ''] = written.split('\r\u001B[2K');
        expect(first).toMatch(/^\[\.+\] 1 of 100 tenants done$/);
        expect(second).toMatch(/^\[#+\] 100 of 100 tenants done\nfound\n$/);
    });

    it('fits a terminal that was made narrower meanwhile', () => {
        const lines: string[] = [];
        const terminal = { columns: 120, write: (text: string) => lines.push(text) };
        const screen = terminalScreen(terminal);

        screen.progress(runAt(1), { settled: 0, forMs: 0 });
        terminal.columns = 30;
        screen.progress(runAt(1), { settled: 0, forMs: 0 });

        expect(lines[0]).toContain('[');
        expect(lines[1]?.replace(/^\r\u001B\[2K/, '')).toBe('1 of 100 tenants done');
    });
});
