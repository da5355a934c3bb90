import { ENGLISH } from '../../../shared/views/languages/language.ts';
import { statusPage } from '../../../shared/views/status-page.ts';
import type { InviteStatusView } from '../../../shared/views/view-models.ts';
import { phraseToText } from '../../../shared/views/phrase-text.ts';
import { titleOf, TONES } from '../../../shared/views/words/status.ts';
import { ACTION, status } from './samples.ts';

const STATUSES = Object.keys(TONES) as InviteStatusView[];
const UNDER_WAY: InviteStatusView[] = ['confirmed', 'attaching'];
const sectionAfter = (page: string, heading: string): string => page.split(`<h2>${heading}</h2>`)[1] ?? '';

describe('the status page', () => {
    it.each(UNDER_WAY)('looks again while it is %s, by itself and by a link, and says so', (current) => {
        const page = statusPage({ ...status, status: current }, ENGLISH);

        expect(page).toContain('id="standing" data-look-again="5"');
        // Only a script shows it: without one it would not be true.
        expect(page).toMatch(/<p [^>]*data-with-script hidden>[^<]*every five seconds/);
        expect(page).toMatch(/<a [^>]*href="">Look again<\/a>/);
        expect(page).toContain('role="status" aria-live="polite"');
    });

    it.each(STATUSES.filter((one) => !UNDER_WAY.includes(one)))('stays as it is when it is %s', (current) => {
        const page = statusPage({ ...status, status: current }, ENGLISH);

        expect(page).toContain('id="standing"');
        expect(page).not.toMatch(/data-look-again|<script|five seconds|Look again/);
    });

    it.each(STATUSES)('says what %s means and what happens next', (current) => {
        const page = statusPage({ ...status, status: current }, ENGLISH);

        expect(page).toContain(`>${phraseToText(titleOf(current), ENGLISH)}</h1>`);
        expect(page).toContain(`<div class="callout ${TONES[current]}">`);
        expect(sectionAfter(page, 'What happens next')).toMatch(/^\s*<p>.{20,}/);
    });

    it('tells the statuses apart', () => {
        const pages = STATUSES.filter((one) => one !== 'issued').map((one) =>
            statusPage({ ...status, status: one }, ENGLISH),
        );

        expect(new Set(pages).size).toBe(STATUSES.length - 1);
    });

    it('says what to do about how the attach ended', () => {
        const outcome = { status: 'conflict', otherPartnerId: '999999' } as const;
        const conflict = { ...status, status: 'conflict', outcome } as const;

        expect(sectionAfter(statusPage(conflict, ENGLISH), 'What happens next')).toMatch(
            /^\s*<p><bdi>Fourth Coffee<\/bdi>’s identity already carries the partner ID <code>999999<\/code>/,
        );
    });

    it('says that the portal shows nothing, on attached alone', () => {
        expect(statusPage({ ...status, status: 'attached' }, ENGLISH)).toContain(
            '<strong>Partner information</strong>',
        );
        expect(statusPage({ ...status, status: 'failed' }, ENGLISH)).not.toContain('Partner information');
    });

    it('names the role that is missing when it is unrecognised', () => {
        expect(statusPage({ ...status, status: 'unrecognised' }, ENGLISH)).toContain('Support Request Contributor');
    });

    it('tells the timeline in order and without what is the partner’s bookkeeping', () => {
        const page = statusPage(
            {
                ...status,
                timeline: [
                    { at: '2026-11-07T14:05:00Z', event: 'issued' },
                    { at: '2026-11-07T14:06:00Z', event: 'outcome-partner-mail-failed' },
                    { at: '2026-11-08T09:00:00Z', event: 'confirmed' },
                ],
            },
            ENGLISH,
        );
        const entries = [...page.matchAll(/<li>(.*?)<\/li>/g)].map((entry) => entry[1]?.replace(/<[^>]*>/g, ''));

        expect(entries).toEqual([
            '7 November 2026 at 14:05 UTC The partner asked',
            '8 November 2026 at 09:00 UTC The request was answered with a yes',
        ]);
    });

    it('has no timeline where there is nothing to tell', () => {
        expect(statusPage({ ...status, timeline: [] }, ENGLISH)).not.toContain('What happened so far');
    });

    it('leads back to the request where it can still be decided on', () => {
        expect(statusPage({ ...status, status: 'declined', confirmAction: ACTION }, ENGLISH)).toContain(
            `href="${ACTION}"`,
        );
        expect(statusPage({ ...status, status: 'declined' }, ENGLISH)).not.toContain(`href="${ACTION.slice(0, 12)}`);
    });

    it('names the account that said yes, and leads to where it can be changed, where there are such', () => {
        const page = statusPage(
            {
                ...status,
                status: 'attached',
                confirmedBy: '<owner>@contoso.example',
                manageAction: '/api/manage/x?t=1',
            },
            ENGLISH,
        );

        expect(page).toContain('<bdi>&lt;owner&gt;@contoso.example</bdi>');
        expect(page).toContain('href="/api/manage/x?t=1">Change it or take it back</a>');
        expect(statusPage({ ...status, status: 'attached' }, ENGLISH)).not.toMatch(
            /Confirmed by|Change it or take it back/,
        );
    });
});
