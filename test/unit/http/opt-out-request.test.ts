import { readOptOut } from '../../../shared/http/opt-out-request.ts';
import { refusalOf, request } from './requests.ts';

const FORM = 'application/x-www-form-urlencoded';
const multipart = (boundary = 'b0undary') => `multipart/form-data; boundary=${boundary}`;
const part = (name: string, value: string, boundary = 'b0undary') =>
    `--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;
const CLICK = part('List-Unsubscribe', 'One-Click');
const END = '--b0undary--\r\n';

const read = (contentType: string, body: string) =>
    readOptOut(request({ headers: { 'content-type': contentType }, body }));
const codeOf = async (contentType: string, body: string) => (await refusalOf(() => read(contentType, body))).code;

describe('what stops mails', () => {
    it.each([
        ['the click of a mail program', FORM, 'List-Unsubscribe=One-Click', 'one-click'],
        ['the same as it should be sent', multipart(), CLICK + END, 'one-click'],
        [
            'with bare line ends and a header more',
            multipart(),
            `${CLICK.replace('\r\n', '\r\nContent-Type: text/plain\r\n')}${END}`.replaceAll('\r\n', '\n'),
            'one-click',
        ],
        ['a button of the page', FORM, 'decision=stop', 'stop'],
        ['the other button', FORM, 'decision=allow', 'allow'],
    ])('is %s', async (_what, contentType, body, decision) => {
        expect(await read(contentType, body)).toBe(decision);
    });

    it.each([
        ['nothing at all', FORM, 'x=', 'validation-failed'],
        ['another word', FORM, 'List-Unsubscribe=Yes', 'validation-failed'],
        ['two answers at once', FORM, 'decision=stop&decision=allow', 'validation-failed'],
        ['both forms at once', FORM, 'decision=allow&List-Unsubscribe=One-Click', 'validation-failed'],
        ['an empty body', FORM, '', 'empty-body'],
        ['a long one', FORM, `decision=stop&x=${'x'.repeat(4096)}`, 'body-too-large'],
        ['JSON', 'application/json', '{"decision":"stop"}', 'unsupported-media-type'],
        ['another part', multipart(), part('decision', 'allow') + END, 'malformed-body'],
        ['another value', multipart(), part('List-Unsubscribe', 'No') + END, 'malformed-body'],
        ['two parts', multipart(), CLICK + part('decision', 'allow') + END, 'malformed-body'],
        ['a part without end', multipart(), CLICK, 'malformed-body'],
        ['no part', multipart(), 'List-Unsubscribe=One-Click', 'malformed-body'],
        ['the name in the value alone', multipart(), part('x', 'name="List-Unsubscribe"') + END, 'malformed-body'],
    ])('is not %s', async (_what, contentType, body, code) => {
        expect(await codeOf(contentType, body)).toBe(code);
    });
});
