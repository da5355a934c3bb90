import { appendFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';

/*
 * Azure's command line as the script of the registrations meets it: what was registered stands in FAKE_AZ_STATE, each
 * call in FAKE_AZ_CALLS. Whatever else it is asked, it refuses.
 */

const { FAKE_AZ_STATE: stateFile = '', FAKE_AZ_CALLS: callsFile = '', FAKE_AZ_FAILS: fails } = process.env;
const args = process.argv.slice(2);
appendFileSync(callsFile, `${JSON.stringify(args)}\n`);

/** By unique name. */
const apps = existsSync(stateFile) ? JSON.parse(readFileSync(stateFile, 'utf8')) : {};
const after = (option) => args[args.indexOf(option) + 1] ?? '';
const command = args
    .slice(
        0,
        args.findIndex((arg) => arg.startsWith('--')),
    )
    .join(' ');
const refuse = (what) => {
    console.error(`fake az: ${what}`);
    process.exit(1);
};
if (fails !== undefined && command.startsWith(fails)) refuse('as it was told');

/** A registration as the template describes it: what the template names is set, the rest stays. */
const describeApp = (uniqueName, redirectUris, appId) => {
    apps[uniqueName] = { ...(apps[uniqueName] ?? { appId, identifierUris: [], federated: [] }), redirectUris };
    return apps[uniqueName];
};

const deploy = () => {
    const given = Object.fromEntries(
        args.slice(args.indexOf('--parameters') + 1, args.indexOf('--query')).map((one) => one.split(/=(.*)/s)),
    );
    const { environmentName, appOrigin = '', identityPrincipalId = '' } = given;
    const at = (path) => (appOrigin === '' ? [] : [`${appOrigin}${path}`]);
    const both = [
        describeApp(
            `dpor-attach-${environmentName}`,
            at('/api/signin/callback'),
            'aaaaaaaa-0000-4000-8000-000000000001',
        ),
        describeApp(
            `dpor-attach-operations-${environmentName}`,
            at('/.auth/login/aad/callback'),
            'aaaaaaaa-0000-4000-8000-000000000002',
        ),
    ];
    if (identityPrincipalId !== '') for (const app of both) app.federated = [identityPrincipalId];
    console.log(both.map(({ appId }) => appId).join('\n'));
};

const byId = () => Object.values(apps).find(({ appId }) => appId === after('--id')) ?? refuse('no such application');

const commands = {
    'ad app list': () => {
        const [, name] = /^uniqueName eq '([^']+)'$/.exec(after('--filter')) ?? refuse('what filter?');
        if (after('--query') !== '[0].web.redirectUris[0]') refuse('what query?');
        console.log(apps[name]?.redirectUris[0] ?? '');
    },
    'ad app show': () => {
        if (after('--query') !== 'identifierUris[0]') refuse('what query?');
        console.log(byId().identifierUris[0] ?? '');
    },
    'ad app update': () => {
        byId().identifierUris = [after('--identifier-uris')];
    },
    'account show': () => console.log('00000000-0000-4000-8000-000000000001'),
    'group create': () => undefined,
    'deployment group create': deploy,
};

(commands[command] ?? (() => refuse(`what is ${command}?`)))();
writeFileSync(stateFile, JSON.stringify(apps));
