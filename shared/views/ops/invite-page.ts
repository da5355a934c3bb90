import { html } from 'hono/html';
import type { InviteStatus, TimelineEvent } from '../../domain/invite.ts';
import type { InviteStory, OpsMail } from '../../domain/ops/invite-list.ts';
import { linesOf } from '../one-line.ts';
import { withoutLooseIsolates } from '../bidi.ts';
import type { Markup } from '../markup.ts';
import { address, foreign, id, say, time } from '../phrase.ts';
import type { Phrase } from '../phrase.ts';
import { eventWords, MAIL_STATES, MAILS, ORIGINS } from '../words/ops/status.ts';
import { nextStepWords } from '../words/ops/next-step.ts';
import { OPS_BUTTONS } from '../words/ops/words.ts';
import { proofForm, relationshipRows, saidCard, togetherCard } from './invite-said.ts';
import { statusOf } from './invite-table.ts';
import { factsToHtml } from './ops-facts.ts';
import { opsLayout } from './ops-layout.ts';
import type { OpsFrame } from './ops-layout.ts';
import { actionButton, badge, card, linkTo } from './ops-parts.ts';
import { opsTable } from './ops-table.ts';
import { customerPath, invitePath } from './paths.ts';
import { LATER_SECONDS, SOON_SECONDS } from './progress.ts';
import { customerWords, plainWords, aboutWords, words } from './words-html.ts';

const UNDER_WAY: readonly InviteStatus[] = ['issued', 'confirmed', 'attaching'];

/** What the page begins with is not said again by what led to it. */
const eventToHtml = ({ at, event, detail }: TimelineEvent, nextStep: string | null): Markup =>
    html`<li>
        ${words(say`${time(at)}`)} <strong>${eventWords(event)}</strong>
        ${detail === null || detail === nextStep ? '' : html`<p>${words(say`${foreign(detail)}`)}</p>`}
    </li>`;

const actionsOf = ({ invite, can }: InviteStory): Markup[] => [
    ...(can.retry ? [actionButton(`${invitePath(invite.id)}/retry`, OPS_BUTTONS.retry, { primary: true })] : []),
    // It says which link it replaces: of two presses the second finds another, and sends nothing.
    ...(can.resend
        ? [actionButton(`${invitePath(invite.id)}/resend?link=${String(invite.generation)}`, OPS_BUTTONS.resend)]
        : []),
    ...(can.revoke ? [actionButton(`${invitePath(invite.id)}/revoke`, OPS_BUTTONS.revoke)] : []),
];

const standing = ({ invite }: InviteStory): Markup => {
    const { name, tone } = statusOf(invite);
    return html`<p>${badge(tone, name)}</p>
        ${invite.nextStep === null ? '' : html`<p>${words(nextStepWords(invite.nextStep))}</p>`}`;
};

const facts = ({ invite }: InviteStory): Markup => {
    const named: Phrase =
        invite.subscriptionName === null || invite.subscriptionId === null
            ? aboutWords(invite)
            : say`${aboutWords(invite)} ${id(invite.subscriptionId)}`;
    return factsToHtml([
        [
            'Admin',
            invite.erasedAt === null ? say`${address(invite.adminEmail)}` : say`erased on ${time(invite.erasedAt)}`,
        ],
        ['About', named],
        ['Tenant', say`${id(invite.tenantId)}`],
        ['Partner ID', say`${id(invite.partnerId)}`],
        ['Issued', say`${time(invite.createdAt)}`],
        ['Open until', say`${time(invite.expiresAt)}`],
        ['How it came to be', say`${ORIGINS[invite.origin]}`],
        ['Invited by', invite.invitedBy === null ? null : say`${foreign(invite.invitedBy)}`],
        ['Confirmed by', invite.confirmedBy === null ? null : say`${foreign(invite.confirmedBy)}`],
        ['Replaces another partner ID', invite.allowReplace ? say`yes, if there is one` : null],
        ['Language', invite.locale === null ? null : say`${id(invite.locale)}`],
        ...relationshipRows(invite.relationships),
        ['Reminders', invite.reminders === 0 ? null : say`${invite.reminders}`],
    ]);
};

const noteToHtml = (note: string | null): Markup | '' =>
    note === null
        ? ''
        : html`<h3>Our note in the mail</h3>
              <blockquote dir="auto">${withoutLooseIsolates(linesOf(note).join('\n'))}</blockquote>`;

const mailRow = ({ kind, state, dueAt, lastError }: OpsMail) => ({
    cells: [
        MAILS[kind],
        badge(MAIL_STATES[state].tone, MAIL_STATES[state].name),
        dueAt === null ? '' : words(say`${time(dueAt)}`),
        lastError === null ? '' : words(say`${foreign(lastError)}`),
    ],
});

/** One invite with its timeline, and what may be done with it now. */
export function invitePage(story: InviteStory, frame: OpsFrame): string {
    const { invite, mails } = story;
    const self = invitePath(invite.id);
    const customer = customerWords(invite);
    return opsLayout(
        {
            title: say`Invite to ${customer}`,
            section: 'Invites',
            asOf: story.asOf,
            self,
            refreshSeconds: UNDER_WAY.includes(invite.status) ? SOON_SECONDS : LATER_SECONDS,
            actions: [html`<div class="actions" id="actions" data-live>${frame.mayAct ? actionsOf(story) : ''}</div>`],
            body: html`<div class="card" id="standing" role="status" data-live>${standing(story)}</div>
                <div class="columns" id="story" data-live>
                    ${card(
                        html`<ol class="timeline" reversed>
                            ${invite.timeline.toReversed().map((event) => eventToHtml(event, invite.nextStep))}
                        </ol>`,
                        'What happened, newest first',
                    )}
                    <div>
                        ${saidCard(story)}
                        ${card(
                            html`${facts(story)} ${noteToHtml(invite.note)}
                                <p>
                                    ${linkTo(customerPath(invite.tenantId), html`Everything about ${words(customer)}`)}
                                </p>`,
                            'What was asked',
                        )}
                        ${togetherCard(story)}
                        ${
                            mails.length === 0
                                ? ''
                                : card(
                                      opsTable(
                                          plainWords(say`Mails`),
                                          [
                                              { name: 'Mail' },
                                              { name: 'State' },
                                              { name: 'Due' },
                                              { name: 'Last error', isProse: true },
                                          ],
                                          mails.map(mailRow),
                                      ),
                                      'Mails',
                                  )
                        }
                    </div>
                </div>
                ${frame.mayAct ? proofForm(story) : ''}`,
        },
        frame,
    );
}
