import { message } from '../phrase.ts';

/** The words on the buttons: in English fixed, people and tests press them by name. */
export const BUTTONS = {
    save: message('buttons.save'),
    decline: message('buttons.decline'),
    remove: message('buttons.remove'),
    replace: message('buttons.replace'),
    stop: message('buttons.stop'),
    allow: message('buttons.allow'),
    added: message('buttons.added'),
    later: message('buttons.later'),
    still: message('buttons.still'),
    gone: message('buttons.gone'),
} as const;
