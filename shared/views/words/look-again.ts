import { message } from '../phrase.ts';

/** Of what is under way. */
export const MAY_CLOSE = message('look-again.may-close');

/** Where scripts run. */
export const LOOKS_AGAIN = message('look-again.by-itself');

export const LOOK_AGAIN = message('look-again.by-hand');
