import { helpPath } from '../../domain/page-paths.ts';
import type { QuickLinks } from '../../ports/mail-composer.ts';

/** Where all other links lead to; it carries nothing of the invite but its language. */
export const helpLink = ({ locale }: { locale: string | null }, { decide }: Pick<QuickLinks, 'decide'>): string =>
    new URL(helpPath(locale), decide).href;
