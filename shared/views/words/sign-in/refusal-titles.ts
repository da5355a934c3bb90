import type { Refusal } from '../../../domain/sign-in.ts';
import type { Tone } from '../../blocks.ts';

/** What stopped it, in a few words; how bad that is. */
export const REFUSAL_TITLES: Record<Refusal, { title: string; tone: Tone }> = {
    cancelled: { title: 'You turned back at the sign-in', tone: 'neutral' },
    'consent-refused': { title: 'The application was not let in', tone: 'neutral' },
    'consent-not-allowed': { title: 'An administrator has to let the application in first', tone: 'caution' },
    'wrong-account': { title: 'This is not the account that is needed', tone: 'caution' },
    'partner-account': { title: 'An account of the partner may not decide this', tone: 'bad' },
    'no-right': { title: 'This account may not change access on the subscription', tone: 'caution' },
    'activate-first': { title: 'Activate your role first', tone: 'caution' },
    'stronger-sign-in': { title: 'Azure asks for a stronger sign-in', tone: 'caution' },
    policy: { title: 'A policy of your organisation forbids it', tone: 'caution' },
    condition: { title: 'A condition on your role forbids it', tone: 'caution' },
    'root-not-confirmed': { title: 'The whole tenant takes a second tick', tone: 'caution' },
    expired: { title: 'This took too long, or was done before', tone: 'caution' },
    'not-verified': { title: 'The answer of the sign-in could not be verified', tone: 'bad' },
    'not-yet': { title: 'The application has not arrived in your tenant yet', tone: 'caution' },
    unavailable: { title: 'Microsoft cannot be reached at the moment', tone: 'caution' },
};
