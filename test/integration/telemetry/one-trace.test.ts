import type { ReadableSpan } from '@opentelemetry/sdk-trace-node';
import { savePartner } from '../../../shared/use-cases/invites/decide.ts';
import { issueInvite } from '../../../shared/use-cases/invites/issue-invite.ts';
import { collectTelemetry } from '../../support/collected-telemetry.ts';
import type { CollectedTelemetry } from '../../support/collected-telemetry.ts';
import { makeWorld, REQUEST } from '../invites/world.ts';
import type { World } from '../invites/world.ts';
import { asked } from './story.ts';

let collected: CollectedTelemetry;
let world: World;

beforeEach(() => {
    collected = collectTelemetry();
    world = makeWorld('email', collected.telemetry);
});

afterEach(() => collected.telemetry.close());

const OF_HOST = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-00';
const TRACE = '0af7651916cd43dd8448eb211c80319c';

const invite = () =>
    asked(collected.telemetry, 'invites-post', (log) => issueInvite(world.deps, REQUEST, log), OF_HOST);
const save = async () => {
    const link = world.linkOf(await world.only());
    await asked(collected.telemetry, 'confirm-post', (log) => savePartner(world.deps, link, log));
};

const traceOf = (span: ReadableSpan) => span.spanContext().traceId;

const namesIn = (spans: readonly ReadableSpan[], trace: string) =>
    new Set(spans.filter((span) => traceOf(span) === trace).map(({ name }) => name));

const WHOLE_STORY = [
    'invites-post',
    'invite issued',
    'send outbound-mail',
    'outbound-mail',
    'mail invite',
    'invite sent',
    'invite confirmed',
    'send attach-requests',
    'attach-requests',
    'invite attaching',
    'invite attached',
    'mail outcome-admin',
    'mail outcome-partner',
];

describe('the trace of an invite', () => {
    it('is the one that the host began, from the invite over mail, yes and attach to the mails that tell of it', async () => {
        await invite();
        await world.settle();
        await save();
        await world.settle();

        const spans = await collected.spans();
        const names = namesIn(spans, TRACE);

        expect((await world.only()).status).toBe('attached');
        expect(WHOLE_STORY.filter((name) => !names.has(name))).toEqual([]);
        expect(spans.filter((span) => traceOf(span) !== TRACE).map(({ name }) => name)).toEqual(['confirm-post']);
    });

    it('is linked with the request that the customer answered by', async () => {
        await invite();
        await world.settle();
        await save();

        const spans = await collected.spans();
        const request = spans.find(({ name }) => name === 'confirm-post');
        const yes = spans.find(({ name }) => name === 'invite confirmed');

        expect(yes?.links.map(({ context }) => context.traceId)).toEqual([request?.spanContext().traceId]);
        expect(request?.links.map(({ context }) => context.traceId)).toContain(TRACE);
    });

    it('goes on when a function dies and its message is delivered again', async () => {
        await invite();
        await world.settle();
        await save();
        world.fuse.dieAt(6, 'after');
        await world.settle();

        const spans = await collected.spans();

        expect(world.fuse.deaths).toBe(1);
        expect((await world.only()).status).toBe('attached');
        expect(spans.filter(({ name }) => name === 'attach-requests').length).toBeGreaterThan(1);
        expect(new Set(spans.filter(({ name }) => name !== 'confirm-post').map(traceOf))).toEqual(new Set([TRACE]));
    });

    it('goes on when the broker lost the message and the sweep sends it again', async () => {
        await invite();
        world.broker.lose();
        await world.settle();

        const spans = await collected.spans();

        expect(namesIn(spans, TRACE)).toContain('mail invite');
    });

    it('shows a part below the one that led to it', async () => {
        await invite();
        await world.settle();

        const spans = await collected.spans();
        const byId = new Map(spans.map((span) => [span.spanContext().spanId, span.name]));
        const parentOf = (name: string) =>
            byId.get(spans.find((span) => span.name === name)?.parentSpanContext?.spanId ?? '');

        expect(parentOf('send outbound-mail')).toBe('invites-post');
        expect(parentOf('outbound-mail')).toBe('send outbound-mail');
        expect(parentOf('mail invite')).toBe('outbound-mail');
    });
});

describe('an invite of before there were traces', () => {
    it('is mailed and attached all the same', async () => {
        await issueInvite(world.deps, REQUEST, { info: () => 0, warn: () => 0, error: () => 0 });
        const stored = await world.only();

        await world.settle();
        await save();
        await world.settle();

        expect(stored.trace).toBeNull();
        expect((await world.only()).status).toBe('attached');
    });
});
