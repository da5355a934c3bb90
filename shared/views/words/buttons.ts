/** The words on the buttons: fixed, people and tests press them by name. */
export const BUTTONS = {
    save: 'Save partner',
    decline: 'Decline',
    remove: 'Remove partner',
    replace: 'Replace partner ID',
    stop: 'Stop these mails',
    allow: 'Allow them again',
} as const;
