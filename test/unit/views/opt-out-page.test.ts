import { ENGLISH } from '../../../shared/views/languages/language.ts';
import { optOutPage } from '../../../shared/views/opt-out-page.ts';
import { decisionsOf, wordsOf } from './reading.ts';
import { optOut } from './samples.ts';

const stopped = { ...optOut, optedOutAt: '2026-11-08T09:00:03.000Z' };

describe('the page to stop mails', () => {
    it('has one button, to this very page', () => {
        expect(decisionsOf(optOutPage(optOut, ENGLISH))).toEqual([['stop', 'Stop these mails']]);
        expect(optOutPage(optOut, ENGLISH)).toContain(`<form method="post" action="${optOut.action}"`);
    });

    it('says that nothing has happened yet, what would stop, what would not, and how to undo it', () => {
        const words = wordsOf(optOutPage(optOut, ENGLISH));

        expect(words).toContain('Nothing is changed until you press Stop these mails');
        expect(words).toContain('Reminders of requests that were not answered.');
        expect(words).toContain('Nothing that was set up changes.');
        expect(words).toContain('partners@fourthcoffee.example');
    });

    it('says since when they are stopped, and offers to allow them again', () => {
        const page = optOutPage(stopped, ENGLISH);

        expect(decisionsOf(page)).toEqual([['allow', 'Allow them again']]);
        expect(wordsOf(page)).toContain('Stopped since 8 November 2026 at 09:00 UTC');
        expect(wordsOf(page)).not.toContain('Nothing is changed until');
    });
});
