import general from './en.json' with { type: 'json' };
import main from './parts/main.json' with { type: 'json' };
import mails from './parts/mails.json' with { type: 'json' };
import pages from './parts/pages.json' with { type: 'json' };
import signIn from './parts/sign-in.json' with { type: 'json' };

const en = { ...general, ...main, ...mails, ...pages, ...signIn };

/** English is what the others are translated from: each has the same keys, with the same names in braces. */
export type MessageId = keyof typeof en;

/** ICU MessageFormat, by key: `{name}` is a value, `{count, plural, …}` chooses by number. No HTML in it. */
export type Messages = Readonly<Record<MessageId, string>>;

/** Every language that customers are spoken to in, by its BCP 47 tag. */
export const CATALOGUE = { en } as const satisfies Record<string, Messages>;

export type LanguageTag = keyof typeof CATALOGUE;

export const LANGUAGE_TAGS = Object.keys(CATALOGUE) as readonly LanguageTag[];
