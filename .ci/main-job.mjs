// The main job against a running app, over HTTP alone and from outside: invite, mail, sign-in, attached.
// Usage: node .ci/main-job.mjs <folder with run.json>. Plain JavaScript: it must run on the oldest Node the README names.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

const [dir = '.local'] = process.argv.slice(2);
const run = JSON.parse(await readFile(join(dir, 'run.json'), 'utf8'));
const headers = { 'x-functions-key': run.functionKey, 'content-type': 'application/json' };

const until = async (what, ask, seconds = 60) => {
    const deadline = Date.now() + seconds * 1000;
    for (;;) {
        const answer = await ask();
        if (answer !== undefined) return answer;
        if (Date.now() > deadline) throw new Error(`Not within ${seconds} s: ${what}`);
        await new Promise((resolve) => setTimeout(resolve, 200));
    }
};

const expectStatus = async (answer, status, what) => {
    if (answer.status !== status) {
        throw new Error(`${what}: ${answer.status} instead of ${status}: ${(await answer.text()).slice(0, 500)}`);
    }
};

/** What a browser keeps for `localhost`, whichever port it is of. */
const cookies = new Map();

const visit = async (url, form) => {
    const answer = await fetch(url, {
        redirect: 'manual',
        headers: {
            cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; '),
            'sec-fetch-site': 'same-origin',
        },
        ...(form === undefined ? {} : { method: 'POST', body: form }),
    });
    for (const line of answer.headers.getSetCookie()) {
        const [, name, value] = /^([^=]+)=([^;]*)/.exec(line);
        if (value === '') cookies.delete(name);
        else cookies.set(name, value);
    }
    return answer;
};

/** Goes where a browser would be led, and stays on the page at the end. */
const open = async (url, form, hops = 0) => {
    const answer = await visit(url, form);
    const location = answer.headers.get('location');
    if (location !== null && hops < 10) return open(new URL(location, url), undefined, hops + 1);
    await expectStatus(answer, 200, `${new URL(url).origin}${new URL(url).pathname}`);
    return { url, html: await answer.text() };
};

const unescape = (text) =>
    text.replaceAll('&#x3D;', '=').replaceAll('&#39;', "'").replaceAll('&quot;', '"').replaceAll('&amp;', '&');
const attribute = (tag, name) => unescape(new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1] ?? '');

/** Presses a button by its name, with nothing ticked. */
const press = ({ url, html }, button) => {
    for (const [, tag, content] of html.matchAll(/(<form\b[^>]*>)([\s\S]*?)<\/form>/gi)) {
        const buttons = [...content.matchAll(/(<button\b[^>]*>)([\s\S]*?)<\/button>/gi)];
        const pressed = buttons.find(([, , words]) => unescape(words.replace(/<[^>]*>/g, '')).trim() === button);
        if (pressed === undefined) continue;
        const hidden = [...content.matchAll(/<input\b[^>]*type="hidden"[^>]*>/gi)].map(([input]) => input);
        const fields = [...hidden, pressed[1]].map((each) => [attribute(each, 'name'), attribute(each, 'value')]);
        return open(
            new URL(attribute(tag, 'action') || url, url),
            new URLSearchParams(fields.filter(([name]) => name !== '')),
        );
    }
    throw new Error(`There is no button ${button} at ${new URL(url).pathname}.`);
};

const invited = await fetch(`${run.functions}/api/invites`, {
    method: 'POST',
    headers,
    body: JSON.stringify({
        subscriptionId: 'c0000000-0000-4000-8000-0000000000a1',
        adminEmail: 'owner@contoso.example',
    }),
});
await expectStatus(invited, 201, 'POST /api/invites');
const { id } = await invited.json();
console.log('invited');

const link = await until('the mail with the link', async () => {
    const messages = await (await fetch(`${run.mail}/api/messages`)).json();
    const text = messages.find(({ to }) => to === 'owner@contoso.example')?.text ?? '';
    return /https?:\/\/\S+\/api\/confirm\/[^\s>")]+/.exec(text)?.[0];
});
console.log('mailed');

const request = await open(link);
const accounts = await press(request, 'Save partner');
console.log('led to the sign-in');
const review = await press(accounts, 'owner@contoso.example');
console.log('signed in');
await press(review, 'Save partner');
console.log('saved');

const status = await until('the end of the invite', async () => {
    const invite = await (await fetch(`${run.functions}/api/invites/${id}`, { headers })).json();
    return ['issued', 'sent', 'confirmed', 'attaching'].includes(invite.status) ? undefined : invite.status;
});
if (status !== 'attached') throw new Error(`The invite ended as ${status}.`);
console.log('attached');
