import type { HttpRequest } from '@azure/functions';
import { z } from 'zod';
import { COVERAGES } from '../domain/coverage.ts';
import { AppError } from '../domain/errors.ts';
import type { MissingSubscription, SubscriptionStore } from '../ports/subscription-store.ts';
import { startAudit } from '../use-cases/start-audit.ts';
import type { AuditDeps } from '../use-cases/audit-deps.ts';
import { runJson, subscriptionJson } from './audit-json.ts';
import { csvOf } from './csv-out.ts';
import { guid } from './fields.ts';
import { pageQuery, readQuery, validate } from './parse.ts';
import { json } from './respond.ts';
import type { Answer } from './respond.ts';
import type { Handler } from './route.ts';

/** `POST /api/audit/runs`: 202 with the run. */
export const startRun =
    (deps: AuditDeps): Handler =>
    async (_request, { log }) => {
        const run = await startAudit(deps, log);
        return json(202, await runJson(deps.audits, run), { location: `/api/audit/runs/${run.id}` });
    };

/** `GET /api/audit/runs/{id}` */
export const getRun =
    ({ audits }: Pick<AuditDeps, 'audits'>): Handler =>
    async (request) => {
        const { id } = validate(
            z.object({ id: z.string().regex(/^[A-Za-z0-9-]{1,64}$/, 'the ID of a run') }),
            request.params,
        );
        const run = await audits.get(id);
        if (run === undefined) throw new AppError('not-found', 'There is no run with this ID.');
        return json(200, await runJson(audits, run.value));
    };

const CSV_COLUMNS = [
    'tenantId',
    'customerName',
    'subscriptionId',
    'displayName',
    'reason',
    'nextStep',
    'firstSeenAt',
    'missingSince',
] as const satisfies (keyof MissingSubscription)[];

const CSV_PAGE = 1_000;

/** Whether CSV is what the caller named first; JSON is the rule. */
function wantsCsv(request: HttpRequest): boolean {
    const ranges = (request.headers.get('accept') ?? '').split(',').map((range) => range.split(';')[0]?.trim());
    return ranges.find((range) => range === 'text/csv' || range === 'application/json') === 'text/csv';
}

async function missingAsCsv(subscriptions: SubscriptionStore): Promise<Answer> {
    const parts = [csvOf<MissingSubscription>(CSV_COLUMNS, [], { header: true })];
    let continuation: string | undefined;
    do {
        const page = await subscriptions.missing({ limit: CSV_PAGE, continuation });
        parts.push(csvOf(CSV_COLUMNS, page.items, { header: false }));
        continuation = page.continuation;
    } while (continuation !== undefined);
    return {
        status: 200,
        headers: {
            'content-type': 'text/csv; charset=utf-8',
            'content-disposition': 'attachment; filename="missing-partners.csv"',
        },
        body: parts.join(''),
    };
}

/** `GET /api/audit`: the latest finished run, its totals and what is missing, new ones first. */
export const getAudit =
    ({ audits, subscriptions }: Pick<AuditDeps, 'audits' | 'subscriptions'>): Handler =>
    async (request) => {
        const page = readQuery(z.strictObject(pageQuery), request);
        const run = await audits.latestFinished();
        if (run === undefined || run.result === null) {
            throw new AppError(
                'not-found',
                'No audit has finished yet: start one with POST /api/audit/runs and follow its Location.',
            );
        }
        if (wantsCsv(request)) return await missingAsCsv(subscriptions);
        const { items, continuation } = await subscriptions.missing(page);
        const { totals } = run.result;
        return json(200, { run: await runJson(audits, run), totals, missing: items, continuation });
    };

/** `GET /api/subscriptions?coverage=&tenantId=&limit=&continuation=` */
export const listSubscriptions =
    ({ subscriptions }: Pick<AuditDeps, 'subscriptions'>): Handler =>
    async (request) => {
        const coverage = z.enum(COVERAGES, `one of ${COVERAGES.join(', ')}`).optional();
        const query = readQuery(z.strictObject({ ...pageQuery, coverage, tenantId: guid.optional() }), request);
        const { items, continuation } = await subscriptions.list(query);
        return json(200, { items: items.map(subscriptionJson), continuation });
    };
