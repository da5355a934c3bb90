import { foreign, id, say, term } from '../../phrase.ts';
import type { Phrase } from '../../phrase.ts';
import type { PartnerView } from '../../view-models.ts';
import type { OtherWaysPageModel } from '../../ways/models.ts';
import { BUTTONS } from '../buttons.ts';
import { PORTAL } from '../sign-in/common.ts';
import { ROLE, WAYS_BUTTONS } from './common.ts';

export const HEADINGS = {
    lighthouse: 'Azure Lighthouse',
    role: 'A role for the application',
    check: 'When one of these two is done',
    guest: 'Guest user',
    directory: 'Directory account',
    back: 'Back to the request',
} as const;

export const LINKS = {
    portal: 'Open in the Azure portal',
    template: 'Read the template',
    accountPage: 'Open the portal’s page for partner IDs',
} as const;

export const SUMMARIES = {
    give: 'The same by command line',
    link: 'Linking by command line',
    takeBack: 'How to take it back',
    add: 'How to bring the application in',
} as const;

export const SHELLS = { az: 'Azure CLI', powerShell: 'PowerShell' } as const;

export const FACTS = { clientId: 'Application (client) ID', objectId: 'Object ID in your tenant' } as const;

const save = term(BUTTONS.save);
const READER = term('Reader');
const check = term(WAYS_BUTTONS.check);
const attest = term(WAYS_BUTTONS.attest);
const USERS = term('Users');
const DELEGATIONS = term('Delegations');

export const title = ({ name }: PartnerView): Phrase => say`Other ways to give ${foreign(name)} access`;

export const intro = ({ name, id: partnerId }: PartnerView): Phrase =>
    say`The partner ID ${id(partnerId)} counts where an identity of ${foreign(name)}’s has access. You can give that access yourself, without signing in here. Opening this page changes nothing.`;

/** The four of them beside each other. */
export const overview = ({ name }: PartnerView): { name: string; lines: Phrase[] }[] => [
    {
        name: HEADINGS.lighthouse,
        lines: [
            say`You delegate the subscription. No application or account comes into your tenant. ${check} sees it.`,
        ],
    },
    {
        name: HEADINGS.role,
        lines: [say`${foreign(name)}’s application comes into your tenant, with one role. ${check} sees it.`],
    },
    {
        name: HEADINGS.guest,
        lines: [say`A person of ${foreign(name)}’s, invited into your directory, links themselves. You tell us so.`],
    },
    {
        name: HEADINGS.directory,
        lines: [say`An account of your own directory that ${foreign(name)} works with links itself. You tell us so.`],
    },
];

export const lighthouseDoes = ({ partner, homeTenantId }: OtherWaysPageModel): Phrase =>
    say`Delegates this subscription to ${foreign(partner.name)}’s tenant ${id(homeTenantId)}: its application gets ${ROLE} and ${READER} on this subscription, and nothing else. The partner ID is linked in ${foreign(partner.name)}’s own tenant. It takes an account of your tenant, not a guest, that may assign roles on the subscription.`;

export const lighthouseBack = (): Phrase =>
    say`In the Azure portal: ${PORTAL.serviceProviders}, ${DELEGATIONS}, remove the delegation. By command line, where it was made by the template above:`;

export const roleDoes = ({ partner }: OtherWaysPageModel): Phrase =>
    say`Gives ${foreign(partner.name)}’s application ${ROLE} on this subscription: it can open and follow support requests and read who has access, and reads nothing that is stored there.`;

export const applicationAbsent = ({ partner, mode }: OtherWaysPageModel): Phrase[] => [
    say`The application is not in your tenant yet.`,
    say`An application administrator of your tenant brings it in first, by the lines below. The template then asks for its object ID, which they print.`,
    ...(mode === 'email'
        ? []
        : [
              say`Where you press ${save} in the request instead, ${foreign(partner.name)}’s application comes in by the sign-in.`,
          ]),
];

export const applicationUnknown = (): Phrase =>
    say`Whether the application is in your tenant could not be read just now. Where it is not, an application administrator brings it in first, by the lines below; the template asks for its object ID.`;

export const roleBack = (): Phrase =>
    say`In the Azure portal: ${PORTAL.iam} of the subscription, ${PORTAL.assignments}, remove the application’s. Or delete it under ${PORTAL.applications} in Microsoft Entra, which takes all its access away. By command line:`;

export const checking = ({ partner }: OtherWaysPageModel): Phrase =>
    say`Then press ${check}. ${foreign(partner.name)}’s application looks for that access by itself, and where it is there, the partner ID is attached. A new role takes a few minutes to show.`;

const linking = (who: Phrase): Phrase =>
    say`${who} signs in to your directory and links the partner ID, on the portal’s page or by command line. A link that an account makes is its own: nobody else can see it, we neither.`;

const told = (): Phrase =>
    say`Press ${attest}. We record it as said by you, with the date, and say wherever it is listed that we cannot see it.`;

export const guestSteps = ({ name }: PartnerView): Phrase[] => [
    say`Invite the person of ${foreign(name)}’s as a guest: Microsoft Entra, ${USERS}.`,
    say`Give the guest ${ROLE} on this subscription: ${PORTAL.iam}, ${PORTAL.assignments}.`,
    linking(say`The guest`),
    told(),
];

export const directorySteps = ({ name }: PartnerView): Phrase[] => [
    say`Make an account for ${foreign(name)} in your directory: Microsoft Entra, ${USERS}.`,
    say`Give the account ${ROLE} on this subscription: ${PORTAL.iam}, ${PORTAL.assignments}.`,
    linking(say`Whoever works with the account`),
    told(),
];

export const accountBack = (): Phrase =>
    say`Take away the role, or delete the user: Microsoft Entra, ${USERS}. The account itself takes the link off:`;
