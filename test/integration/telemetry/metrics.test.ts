import { savePartner } from '../../../shared/use-cases/invites/decide.ts';
import { issueInvite } from '../../../shared/use-cases/invites/issue-invite.ts';
import { takeMailEvents } from '../../../shared/use-cases/mail/take-mail-events.ts';
import { collectTelemetry } from '../../support/collected-telemetry.ts';
import type { CollectedTelemetry } from '../../support/collected-telemetry.ts';
import { guidedInvite } from '../../support/guided-invites.ts';
import { makeWorld, quiet, REQUEST, TENANT } from '../invites/world.ts';
import type { World } from '../invites/world.ts';

let collected: CollectedTelemetry;
let world: World;

beforeEach(() => {
    collected = collectTelemetry();
    world = makeWorld('email', collected.telemetry);
});

afterEach(() => collected.telemetry.close());

const valuesOf = async (name: string, attribute: string): Promise<Record<string, number>> =>
    Object.fromEntries(
        (await collected.points())
            .filter((point) => point.name === name)
            .map(({ attributes, value }) => [String(attributes[attribute]), value]),
    );

const invited = async () => {
    await issueInvite(world.deps, REQUEST, quiet);
    await world.settle();
};

describe('the metrics of invites', () => {
    it('count each status that an invite comes to, once', async () => {
        await invited();
        await savePartner(world.deps, world.linkOf(await world.only()), quiet);
        await world.settle();

        expect(await valuesOf('dpor.invites', 'status')).toEqual({
            issued: 1,
            sent: 1,
            confirmed: 1,
            attaching: 1,
            attached: 1,
        });
    });

    it('tell other products from Azure', async () => {
        const subject = { product: 'intune', tenantId: TENANT, subscriptionId: null, productName: null } as const;
        await world.deps.invites.insert(guidedInvite(subject, world.deps.invites.newId(subject), world.clock.now()));
        await invited();

        const counted = (await collected.points()).filter(({ name }) => name === 'dpor.invites');
        expect(counted.map(({ attributes, value }) => ({ ...attributes, value }))).toEqual([
            { product: 'intune', status: 'issued', value: 1 },
            { product: 'azure', status: 'issued', value: 1 },
            { product: 'azure', status: 'sent', value: 1 },
            { product: 'intune', status: 'sent', value: 1 },
        ]);
    });

    it('measure the seconds from the yes to the end', async () => {
        await invited();
        await savePartner(world.deps, world.linkOf(await world.only()), quiet);
        world.clock.at += 42_000;
        await world.settle();

        const durations = (await collected.points()).filter(({ name }) => name === 'dpor.attach.duration');

        expect(durations).toEqual([
            { name: 'dpor.attach.duration', attributes: { status: 'attached' }, value: 42, count: 1 },
        ]);
    });

    it('count mails by what became of them', async () => {
        const answers = [{ kind: 'later', detail: 'down' } as const, { kind: 'accepted' } as const];
        world.mailer.answer = () => answers.shift() ?? { kind: 'accepted' };
        await invited();

        expect(await valuesOf('dpor.mails', 'outcome')).toEqual({ failed: 1, sent: 1 });
    });

    it('count a mail that came back once, however often its event comes', async () => {
        await invited();
        const { id } = await world.only();
        const bounced = {
            id: 'event-1',
            at: world.clock.now(),
            kind: 'bounced',
            about: { inviteId: id, mailKind: 'invite', generation: 1 },
            reason: 'no such mailbox',
        } as const;
        await takeMailEvents(world.deps, [bounced]);
        await takeMailEvents(world.deps, [bounced, { ...bounced, id: 'event-2' }]);

        expect(await valuesOf('dpor.mails', 'outcome')).toEqual({ sent: 1, bounced: 1 });
        expect(await valuesOf('dpor.invites', 'status')).toMatchObject({ undeliverable: 1 });
    });

    it('count a message that was given up, once', async () => {
        world.mailer.answer = () => ({ kind: 'refused', detail: 'SendGrid answered 400.' });
        await invited();

        expect(await world.deadLetters()).toHaveLength(1);
        expect(await valuesOf('dpor.deadletters', 'queue')).toEqual({ 'outbound-mail': 1 });
    });
});
