import { foreign, say, term } from '../../phrase.ts';
import type { Phrase } from '../../phrase.ts';
import type { AdminConsentPageModel } from '../../sign-in/models.ts';
import { BUTTONS } from '../buttons.ts';
import { PORTAL } from './common.ts';

export const HEADINGS = { next: 'What happens next', undo: 'How to take it back' } as const;

export const LINKS = { open: 'Open the request' } as const;

const TITLES = { given: 'The application has been let in', refused: 'The application was not let in' } as const;

export const title = ({ given }: AdminConsentPageModel): Phrase => say`${given ? TITLES.given : TITLES.refused}`;

export const meaning = ({ given, partner }: AdminConsentPageModel): Phrase[] =>
    given
        ? [
              say`Microsoft says that ${foreign(partner.name)}’s application is now an enterprise application of your tenant.`,
              say`It has no role by that, and nothing was attached.`,
          ]
        : [say`Microsoft says that no consent was given.`, say`Nothing was granted and nothing was attached.`];

export const next = ({ given, partner }: AdminConsentPageModel): Phrase =>
    given
        ? say`Tell the person who asked you to open the request again and press ${term(BUTTONS.save)}. They then see what ${foreign(partner.name)} is given, and decide.`
        : say`If that was a slip, open the link again that you were sent. If not, tell the person who asked you: there are other ways, and nothing has to be done here.`;

export const forwarding = (): Phrase =>
    say`The request can also be opened by this link. It carries no right: whoever opens it signs in.`;

export const undo = ({ partner }: AdminConsentPageModel): Phrase =>
    say`In Microsoft Entra under ${PORTAL.applications}: delete the application of ${foreign(partner.name)}.`;
