import en from './en.json' with { type: 'json' };

/** English is what the others are translated from: each has the same keys, with the same names in braces. */
export type MessageId = keyof typeof en;

/** ICU MessageFormat, by key: `{name}` is a value, `{count, plural, …}` chooses by number. No HTML in it. */
export type Messages = Readonly<Record<MessageId, string>>;

/** Each is loaded with the first who reads it: most processes speak to few people, and every start would pay for all. */
const LATER = {
    de: () => import('./de.json', { with: { type: 'json' } }),
    es: () => import('./es.json', { with: { type: 'json' } }),
    fr: () => import('./fr.json', { with: { type: 'json' } }),
    ja: () => import('./ja.json', { with: { type: 'json' } }),
    'pt-BR': () => import('./pt-BR.json', { with: { type: 'json' } }),
} as const satisfies Record<string, () => Promise<{ default: Messages }>>;

/** Every language that customers are spoken to in, by its BCP 47 tag. */
export type LanguageTag = 'en' | keyof typeof LATER;

export const LANGUAGE_TAGS: readonly LanguageTag[] = (['en', ...Object.keys(LATER)] as LanguageTag[]).sort();

const loaded = new Map<LanguageTag, Messages>([['en', en]]);

/** Makes the words of a language ready, which `messagesOf` gives from then on. */
export async function loadMessages(tag: LanguageTag): Promise<void> {
    if (tag === 'en' || loaded.has(tag)) return;
    loaded.set(tag, (await LATER[tag]()).default);
}

/**
 * The words of a language that is loaded.
 *
 * @throws Error where it is not
 */
export function messagesOf(tag: LanguageTag): Messages {
    const messages = loaded.get(tag);
    if (messages === undefined) throw new Error(`The words of ${tag} are not loaded.`);
    return messages;
}
