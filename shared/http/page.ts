import { pageCsp } from '../views/page-policy.ts';
import type { PageNeeds } from '../views/page-policy.ts';
import type { Language } from '../views/languages/language.ts';
import type { Answer } from './respond.ts';

/**
 * A page for a person: strict policy, nothing from elsewhere, nowhere framed.
 *
 * @param language that it is written in
 */
export const page = (status: number, body: string, language: Language, needs?: PageNeeds): Answer => ({
    status,
    headers: {
        'content-type': 'text/html; charset=utf-8',
        'content-language': language.tag,
        vary: 'Accept, Accept-Language',
        'content-security-policy': pageCsp(needs),
        'x-frame-options': 'DENY',
    },
    body,
});
