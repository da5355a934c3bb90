// The main job against a running app, over HTTP alone and from outside: invite, mail, Save partner, attached.
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

const unescape = (text) =>
    text.replaceAll('&#x3D;', '=').replaceAll('&#39;', "'").replaceAll('&quot;', '"').replaceAll('&amp;', '&');

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

const page = await fetch(link);
await expectStatus(page, 200, 'the link');
const html = await page.text();
const form = [...html.matchAll(/(<form\b[^>]*>)([\s\S]*?)<\/form>/gi)].find(([whole]) =>
    whole.includes('Save partner'),
);
if (form === undefined) throw new Error('The page of the link has no form with Save partner.');
const action = /\saction="([^"]*)"/.exec(form[1])?.[1] ?? link;
const hidden = [...form[2].matchAll(/<input\b[^>]*type="hidden"[^>]*>/gi)].map(([input]) => [
    unescape(/\sname="([^"]*)"/.exec(input)?.[1] ?? ''),
    unescape(/\svalue="([^"]*)"/.exec(input)?.[1] ?? ''),
]);
const saved = await fetch(new URL(unescape(action), link), {
    method: 'POST',
    redirect: 'manual',
    headers: { 'sec-fetch-site': 'same-origin' },
    body: new URLSearchParams([...hidden, ['decision', 'save']]),
});
await expectStatus(saved, 303, 'Save partner');
console.log('saved');

const status = await until('the end of the invite', async () => {
    const invite = await (await fetch(`${run.functions}/api/invites/${id}`, { headers })).json();
    return ['issued', 'sent', 'confirmed', 'attaching'].includes(invite.status) ? undefined : invite.status;
});
if (status !== 'attached') throw new Error(`The invite ended as ${status}.`);
console.log('attached');
