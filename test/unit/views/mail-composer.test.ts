import type { AzureInvite, Invite, InviteMail } from '../../../shared/domain/invite.ts';
import { endAttach, remove } from '../../../shared/domain/attach-transitions.ts';
import { attest } from '../../../shared/domain/invite-transitions.ts';
import { bornConfirmed } from '../../../shared/domain/new-invite.ts';
import { mailComposer } from '../../../shared/views/mail/mail-composer.ts';
import type { AttachOutcome } from '../../../shared/domain/attach-outcome.ts';
import { relationshipRules } from '../../support/relationship-rules.ts';
import { NOW, later, newInvite } from '../domain/invites.ts';

const links = {
    decide: 'https://partner.example/decide?t=1',
    status: 'https://partner.example/status?t=1',
    manage: 'https://partner.example/manage?t=2',
    optOut: 'https://partner.example/opt-out?t=3',
};
const CLIENT_ID = 'a0000000-0000-4000-8000-0000000000c1';

const composer = (mode: 'signin' | 'email') =>
    mailComposer({
        ...{ contact: 'ask@partner.example', clientId: CLIENT_ID, notify: ['ops@partner.example'] },
        ...{ mode, relationshipRules },
    });

const OUTCOMES: Record<AttachOutcome['status'], AttachOutcome> = {
    attached: { status: 'attached' },
    unrecognised: { status: 'unrecognised' },
    conflict: { status: 'conflict', otherPartnerId: '999999' },
    failed: { status: 'failed', cause: 'application-missing' },
};

const ended = (status: AttachOutcome['status'], over: Partial<AzureInvite> = {}): Invite =>
    endAttach(
        newInvite({ confirmedBy: 'owner@contoso.example', ...over }),
        { outcome: OUTCOMES[status], nextStep: 'Next.' },
        NOW,
        true,
    );

const lastOf = (invite: Invite, kind: InviteMail['kind']): InviteMail =>
    invite.mails.findLast((mail) => mail.kind === kind) ?? fail(`no ${kind}`);

function fail(why: string): never {
    throw new Error(why);
}

/** The text of the newest mail of its kind. */
const textOf = async (invite: Invite, kind: InviteMail['kind'], mode: 'signin' | 'email' = 'signin'): Promise<string> =>
    (await composer(mode).compose(invite, lastOf(invite, kind), links, [], [])).text;

describe('the mails of an invite', () => {
    it('name who asks: a person by name, and never a script by its ID', async () => {
        const mailed = (invitedBy: string) => textOf(newInvite({ invitedBy }), 'invite');

        expect(await mailed('Ada Lovelace')).toContain('Ada Lovelace');
        expect(await mailed('fc000000-0000-4000-8000-00000000000b')).not.toContain('fc000000');
    });

    it.each(['attached', 'unrecognised', 'conflict'] as const)(
        'lead the admin to where it can be changed after %s, where people sign in',
        async (status) => {
            expect(await textOf(ended(status), 'outcome-admin')).toContain(links.manage);
            expect(await textOf(ended(status), 'outcome-admin', 'email')).not.toContain(links.manage);
        },
    );

    it('lead there after a failure only where a role was given', async () => {
        expect(await textOf(ended('failed'), 'outcome-admin')).not.toContain(links.manage);
        expect(await textOf(ended('failed', { grantedAt: NOW.toISOString() }), 'outcome-admin')).toContain(
            links.manage,
        );
    });

    it('tell each side what to do in its own words, as the way of confirming has it', async () => {
        const failed = ended('failed');

        expect(await textOf(failed, 'outcome-admin')).toContain('sends the link again');
        expect(await textOf(failed, 'outcome-admin')).toContain(CLIENT_ID);
        expect(await textOf(failed, 'outcome-admin', 'email')).toContain('adds it as an enterprise application');
        expect(await textOf(failed, 'outcome-admin')).not.toContain('Next.');
        expect(await textOf(failed, 'outcome-partner')).toContain('Next.');
    });

    it('give no link to the partner', async () => {
        expect(await textOf(ended('attached'), 'outcome-partner')).not.toContain('https:');
    });

    it('tell both sides who took it back, and offer the admin nothing more to take back', async () => {
        const removed = remove(ended('attached'), later(5), 'other@contoso.example', true) ?? fail('not removed');

        for (const kind of ['outcome-admin', 'outcome-partner'] as const) {
            expect(await textOf(removed, kind)).toContain('Taken back by: other@contoso.example');
            expect(await textOf(removed, kind)).not.toContain(links.manage);
        }
    });

    it('tell the partner what the customer says it did itself', async () => {
        const attested = attest(newInvite(), later(5), 'guest', true) ?? fail('not attested');

        expect(await textOf(attested, 'outcome-partner')).toContain('The customer says that it is done');
    });

    it('tell the partner that nobody had been asked', async () => {
        const consent = { by: 'owner@contoso.example', granted: true };
        const born = bornConfirmed(newInvite(), 'quick-link', consent, NOW);
        const text = await textOf(
            endAttach(born, { outcome: OUTCOMES.attached, nextStep: 'Next.' }, NOW, true),
            'outcome-partner',
        );

        expect(text).toContain('Somebody used the quick link without having been asked.');
        expect(text).toContain('Confirmed by: owner@contoso.example');
    });
});
