import { address, foreign, say, term } from '../../phrase.ts';
import type { Phrase } from '../../phrase.ts';
import type { RefusalPageModel } from '../../sign-in/models.ts';
import { BUTTONS } from '../buttons.ts';
import { PORTAL } from './common.ts';
import { NO_GROUP } from './review.ts';

export const HEADINGS = {
    next: 'What you can do',
    instead: 'Who could do it instead',
    forward: 'Handing it on',
    consent: 'The link for the administrator',
} as const;

export const LINKS = {
    back: 'Open the request again',
    forward: 'Write a mail with this link',
    consent: 'Open it, if you are that administrator',
    accessControl: 'Open Access control (IAM) in the Azure portal',
} as const;

const save = term(BUTTONS.save);

/** What was not done: true of every refusal, unless part of it was. */
export const notDone = ({ partly = false, purpose = 'save' }: RefusalPageModel): Phrase => {
    if (purpose === 'replace') return say`Nothing was replaced.`;
    if (purpose === 'remove') {
        return partly
            ? say`Part of what you chose was taken away already. The rest stays until you finish what you began.`
            : say`Nothing was taken away.`;
    }
    return partly
        ? say`Nothing was attached, but part of what you chose was granted already. It stays until you take it back, or finish what you began.`
        : say`Nothing was granted and nothing was attached.`;
};

/** Why, from the customer's side. */
export function reason({ refusal, partner, policy }: RefusalPageModel): Phrase {
    const name = foreign(partner.name);
    switch (refusal) {
        case 'cancelled':
            return say`You left Microsoft’s sign-in before it was finished.`;
        case 'consent-refused':
            return say`Microsoft asked whether ${name}’s application may come into your tenant, and the answer was no.`;
        case 'consent-not-allowed':
            return say`In your tenant not everybody may let an application in: an administrator of Microsoft Entra does that for all.`;
        case 'wrong-account':
            return say`It belongs to another tenant than the subscription, or it is not the account that began.`;
        case 'partner-account':
            return say`Its home is ${name}’s own tenant. Only the customer can name its partner, whatever rights a guest has been given.`;
        case 'no-right':
            return say`Azure was asked, and says that the account that signed in has no right to change who has access there. To read or to use the subscription is not enough.`;
        case 'activate-first':
            return say`The account is eligible for a role that may give access, and that role is not active now.`;
        case 'stronger-sign-in':
            return say`It wants multi-factor authentication, or another proof that your organisation demands, and the sign-in did not bring it.`;
        case 'policy':
            return policy === null
                ? say`Azure Policy refused the role assignment.`
                : say`Azure Policy refused the role assignment. The policy is called ${foreign(policy)}.`;
        case 'condition':
            return say`Your right to give access carries a condition, and it does not allow this role for this application.`;
        case 'root-not-confirmed':
            return say`You chose the root management group, which stands above everything that your organisation has in Azure, and did not say so a second time.`;
        case 'expired':
            return say`A sign-in is good for a quarter of an hour, once, and in the browser where it began. What an earlier try has done stands as it is.`;
        case 'not-verified':
            return say`What came back from it did not fit what was asked, or was not signed as Microsoft signs. It was thrown away.`;
        case 'not-yet':
            return say`It was let in only now, and it takes Microsoft some minutes until all of Azure knows it.`;
        case 'unavailable':
            return say`The sign-in or Azure Resource Manager did not answer, or asked us to wait.`;
    }
}

/** What leads on, in the order in which one would try it. */
export function nextSteps({ refusal, partner }: RefusalPageModel): Phrase[] {
    const contact = address(partner.contact);
    const notWanted = say`You do not want it? Then there is nothing to do.`;
    switch (refusal) {
        case 'cancelled':
            return [say`If you want to go on, open the request again and press the button there.`, notWanted];
        case 'consent-refused':
            return [
                say`If that was a slip, open the request again and press the button there: Microsoft asks once more.`,
                say`If you would rather not let it in, the request names other ways, or ask ${contact}.`,
                notWanted,
            ];
        case 'consent-not-allowed':
            return [
                say`Send the link below to an administrator of Microsoft Entra in your organisation. It leads to Microsoft’s own page.`,
                say`When that is done, open the request again and press the button there. It stays open meanwhile.`,
            ];
        case 'wrong-account':
            return [
                say`Open the request again, press the button there, and choose at Microsoft’s sign-in the account that belongs to the tenant of the subscription.`,
                say`If you are signed in there as somebody else, a private window of the browser helps.`,
            ];
        case 'partner-account':
            return [say`Hand the request on to somebody whose account belongs to the customer’s own tenant.`];
        case 'no-right':
            return [
                say`If you have another account that may, open the request again and sign in with that one.`,
                say`Otherwise hand it on to somebody who may.`,
            ];
        case 'activate-first':
            return [
                say`Activate the role in the Azure portal under ${PORTAL.pim}, ${term('My roles')}, ${term('Azure resources')}.`,
                say`Then open the request again and press the button there.`,
            ];
        case 'stronger-sign-in':
            return [
                say`Open the request again, press the button there, and answer what Microsoft asks: a code, your telephone, a key.`,
                say`If it asks for nothing, your account has no such method yet: add one in your account’s security information, or ask your administrator.`,
            ];
        case 'policy':
            return [
                say`Ask whoever looks after the policies of your organisation for an exemption, or which role is allowed.`,
                say`When that is settled, open the request again.`,
            ];
        case 'condition':
            return [say`Hand the request on to somebody whose role carries no such condition.`];
        case 'root-not-confirmed':
            return [
                say`Open the request again, press ${save}, and tick both if you mean the whole tenant.`,
                say`If you do not, choose ${NO_GROUP} or another group there.`,
            ];
        case 'expired':
            return [say`Open the request again and start from there. If it was done already, you see how it stands.`];
        case 'not-verified':
            return [
                say`Open the request again and start from there.`,
                say`If it happens again, do not go on, and tell ${contact}.`,
            ];
        case 'not-yet':
            return [say`Wait a few minutes, then open the request again and press the button there.`];
        case 'unavailable':
            return [
                say`Open the request again in a few minutes and press the button there.`,
                say`If it goes on like that, tell ${contact}.`,
            ];
    }
}
