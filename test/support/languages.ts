import { LANGUAGE_TAGS, loadMessages } from '../../shared/views/languages/catalogue.ts';
import type { LanguageTag, Messages } from '../../shared/views/languages/catalogue.ts';
import de from '../../shared/views/languages/de.json' with { type: 'json' };
import en from '../../shared/views/languages/en.json' with { type: 'json' };
import es from '../../shared/views/languages/es.json' with { type: 'json' };
import fr from '../../shared/views/languages/fr.json' with { type: 'json' };
import ja from '../../shared/views/languages/ja.json' with { type: 'json' };
import ptBR from '../../shared/views/languages/pt-BR.json' with { type: 'json' };

/** All words in all languages, as they stand in the files. */
export const CATALOGUE = { de, en, es, fr, ja, 'pt-BR': ptBR } as const satisfies Record<LanguageTag, Messages>;

/** Makes every language ready: with less a view can be written in English alone. */
export const loadLanguages = async (): Promise<void> => {
    await Promise.all(LANGUAGE_TAGS.map(loadMessages));
};
