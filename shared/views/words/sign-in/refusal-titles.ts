import type { Refusal } from '../../../domain/sign-in.ts';
import type { Tone } from '../../blocks.ts';
import { message } from '../../phrase.ts';
import type { Phrase } from '../../phrase.ts';

/** What stopped it, in a few words. */
export const refusalTitle = (refusal: Refusal): Phrase => message(`refusal.title.${refusal}`);

/** How bad that is. */
export const REFUSAL_TONES: Record<Refusal, Tone> = {
    cancelled: 'neutral',
    'consent-refused': 'neutral',
    'consent-not-allowed': 'caution',
    'wrong-account': 'caution',
    'partner-account': 'bad',
    'no-right': 'caution',
    'activate-first': 'caution',
    'stronger-sign-in': 'caution',
    policy: 'caution',
    condition: 'caution',
    'root-not-confirmed': 'caution',
    expired: 'caution',
    'not-verified': 'bad',
    'not-yet': 'caution',
    unavailable: 'caution',
};
