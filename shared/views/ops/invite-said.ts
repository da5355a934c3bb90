import { html } from 'hono/html';
import type { InviteStory } from '../../domain/ops/invite-list.ts';
import type { Relationships } from '../../domain/products/relationships.ts';
import type { Proof, Said } from '../../domain/products/said.ts';
import type { Markup } from '../markup.ts';
import { address, foreign, say, time } from '../phrase.ts';
import type { Phrase } from '../phrase.ts';
import { ASKED_BECAUSE, SAID } from '../words/ops/said.ts';
import { OPS_BUTTONS } from '../words/ops/words.ts';
import { statusOf } from './invite-table.ts';
import { factsToHtml } from './ops-facts.ts';
import { textField, tickField } from './ops-fields.ts';
import { badge, card, linkTo } from './ops-parts.ts';
import { opsTable } from './ops-table.ts';
import { invitePath } from './paths.ts';
import { aboutWords, words } from './words-html.ts';

const proofRows = (proof: Proof | null): [string, Phrase | null][] => [
    [SAID.proof, proof === null ? null : say`${foreign(proof.note)}`],
    [SAID.notedAt, proof === null ? null : say`${time(proof.at)}`],
    [SAID.checkedAt, proof?.checked ? say`${time(proof.checked.at)}` : null],
    [SAID.checkedBy, proof?.checked?.by ? say`${foreign(proof.checked.by)}` : null],
];

const saidRows = ({ by, at, askAt, asked, lapsedAt, proof }: Said): [string, Phrase | null][] => [
    [SAID.by, by === '' ? say`erased` : say`${address(by)}`],
    [SAID.at, say`${time(at)}`],
    [SAID.askAgainAt, askAt === null ? null : say`${time(askAt)}`],
    [SAID.askedAt, asked === null ? null : say`${time(asked.at)}, ${ASKED_BECAUSE[asked.why]}`],
    [SAID.until, asked === null || lapsedAt !== null ? null : say`${time(asked.until)}`],
    [SAID.lapsedAt, lapsedAt === null ? null : say`${time(lapsedAt)}`],
    ...proofRows(proof),
];

/** What the customer said that it did by hand; nothing where it said nothing. */
export const saidCard = ({ invite: { said } }: InviteStory): Markup | '' =>
    said === null
        ? ''
        : card(
              html`<p class="quiet">${SAID.unseen}</p>
                  ${factsToHtml(saidRows(said))}`,
              SAID.heading,
          );

/** Where the partner keeps a proof. It is not brought up to date by itself, as somebody may be typing. */
export const proofForm = ({ invite, can }: InviteStory): Markup | '' =>
    can.proof
        ? card(
              html`<form class="fields" method="post" action="${invitePath(invite.id)}/proof" autocomplete="off">
                  ${textField({
                      name: 'note',
                      label: SAID.note,
                      value: invite.said?.proof?.note ?? '',
                      hint: SAID.noteHint,
                  })}
                  ${tickField({
                      name: 'checked',
                      label: SAID.tick,
                      value: invite.said?.proof?.checked ? 'yes' : '',
                  })}
                  <div><button class="button" type="submit">${OPS_BUTTONS.noteProof}</button></div>
              </form>`,
              SAID.proofHeading,
          )
        : '';

/** The requests for a relationship that went along, as facts; what is null was not asked for. */
export const relationshipRows = ({ gdap, reseller }: Relationships): [string, Phrase | null][] => [
    ['Delegated administration', gdap === null ? null : say`${foreign('id' in gdap ? gdap.id : gdap.link)}`],
    ['Reseller', reseller === null ? null : reseller === 'direct' ? say`invited` : say`invited, through the provider`],
];

/** What one mail asked for together with this. */
export const togetherCard = ({ together }: InviteStory): Markup | '' =>
    together.length === 0
        ? ''
        : card(
              opsTable(
                  SAID.together,
                  [{ name: 'About' }, { name: 'Status' }],
                  together.map((other) => ({
                      cells: [
                          linkTo(invitePath(other.id), words(aboutWords(other))),
                          badge(statusOf(other).tone, statusOf(other).name),
                      ],
                  })),
              ),
              SAID.together,
          );
