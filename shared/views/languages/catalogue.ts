import de from './de.json' with { type: 'json' };
import en from './en.json' with { type: 'json' };
import es from './es.json' with { type: 'json' };
import fr from './fr.json' with { type: 'json' };
import ja from './ja.json' with { type: 'json' };
import ptBR from './pt-BR.json' with { type: 'json' };

/** English is what the others are translated from: each has the same keys, with the same names in braces. */
export type MessageId = keyof typeof en;

/** ICU MessageFormat, by key: `{name}` is a value, `{count, plural, …}` chooses by number. No HTML in it. */
export type Messages = Readonly<Record<MessageId, string>>;

/** Every language that customers are spoken to in, by its BCP 47 tag. */
export const CATALOGUE = { de, en, es, fr, ja, 'pt-BR': ptBR } as const satisfies Record<string, Messages>;

export type LanguageTag = keyof typeof CATALOGUE;

export const LANGUAGE_TAGS = Object.keys(CATALOGUE) as readonly LanguageTag[];
