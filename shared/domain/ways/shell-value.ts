const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const DIGITS = /^\d{1,20}$/;
const PLAIN_URL = /^https?:\/\/[\w.:[\]-]+(\/[\w./-]*)?(\?[\w=.&-]*)?$/;

/**
 * What stands in a command line is run by whoever copies it: nothing gets in that any shell could take for
 * more than a value.
 *
 * @throws TypeError where it is something else; the message does not repeat it
 */
function only(form: RegExp, what: string, value: string): string {
    if (!form.test(value)) throw new TypeError(`A command line takes ${what} here.`);
    return value;
}

export const shellGuid = (value: string): string => only(GUID, 'a GUID', value);
export const shellDigits = (value: string): string => only(DIGITS, 'digits', value);
/** In double quotes, which mean the same to every shell as long as there is nothing in it to expand. */
export const shellUrl = (value: string): string => `"${only(PLAIN_URL, 'a plain URL', value)}"`;
