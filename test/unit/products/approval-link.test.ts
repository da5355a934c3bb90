import { isRelationshipId, readApprovalLink } from '../../../shared/domain/products/approval-link.ts';

const HOSTS = ['admin.microsoft.com', 'admin.cloud.microsoft'];
const ID = '5e5594d3-6f82-458b-b567-77db4811f0cd-0c000000-0000-4000-8000-000000001234';
const PAGE = `#/partners/invitation/granularAdminRelationships/${ID}`;
const GOOD = `https://admin.microsoft.com/AdminPortal/Home${PAGE}`;

const read = (text: string) => readApprovalLink(text, HOSTS);
const refusal = (text: string): string => {
    const found = read(text);
    return 'refused' in found ? found.refused : `taken: ${found.href}`;
};

describe('the approval link of a relationship', () => {
    it.each([
        [GOOD, GOOD],
        [`https://admin.cloud.microsoft/?${PAGE}`, `https://admin.cloud.microsoft/?${PAGE}`],
        [`https://admin.cloud.microsoft${PAGE}`, `https://admin.cloud.microsoft/${PAGE}`],
        [
            `HTTPS://Admin.Microsoft.COM:443/adminportal/home/${PAGE}/`,
            `https://admin.microsoft.com/adminportal/home/${PAGE}/`,
        ],
        [`${GOOD.slice(0, -ID.length)}${ID.toUpperCase()}`, `${GOOD.slice(0, -ID.length)}${ID.toUpperCase()}`],
    ])('is taken in each of the forms that Microsoft gives: %s', (pasted, href) => {
        expect(read(pasted)).toEqual({ href });
    });

    it.each([
        ['behind a host of somebody else', `https://admin.microsoft.com.evil.example/AdminPortal/Home${PAGE}`],
        ['before a host of somebody else', `https://evil.example/admin.microsoft.com/AdminPortal/Home${PAGE}`],
        ['in front of it', `https://evil-admin.microsoft.com/AdminPortal/Home${PAGE}`],
        ['below it', `https://evil.admin.microsoft.com/AdminPortal/Home${PAGE}`],
        ['another of the same owner', `https://microsoft.com/AdminPortal/Home${PAGE}`],
        ['an address', `https://127.0.0.1/AdminPortal/Home${PAGE}`],
        ['a dot at the end of the host', `https://admin.microsoft.com./AdminPortal/Home${PAGE}`],
        ['a letter less', `https://admin.microsof.com/AdminPortal/Home${PAGE}`],
        ['the encoding of other letters', `https://xn--dmin-53d.microsoft.com/AdminPortal/Home${PAGE}`],
    ])('is refused at another host, which the refusal names the right ones of: %s', (_, pasted) => {
        expect(refusal(pasted)).toContain('its host has to be admin.microsoft.com or admin.cloud.microsoft');
    });

    it.each([
        ['a user named as the host', `https://admin.microsoft.com@evil.example/AdminPortal/Home${PAGE}`],
        ['a user and a password', `https://admin.microsoft.com:443@evil.example/AdminPortal/Home${PAGE}`],
        ['a user at the right host', `https://evil@admin.microsoft.com/AdminPortal/Home${PAGE}`],
        ['an empty user', `https://@admin.microsoft.com/AdminPortal/Home${PAGE}`],
        [
            'a backslash, which browsers take for a slash',
            `https://evil.example\\@admin.microsoft.com/AdminPortal/Home${PAGE}`,
        ],
        ['backslashes for slashes', `https:\\\\admin.microsoft.com\\AdminPortal\\Home${PAGE}`],
        ['no scheme', `//admin.microsoft.com/AdminPortal/Home${PAGE}`],
        ['no slashes, which browsers put in', `https:admin.microsoft.com/AdminPortal/Home${PAGE}`],
        ['one slash more', `https:///admin.microsoft.com/AdminPortal/Home${PAGE}`],
        ['a script', `javascript:alert(1)//admin.microsoft.com/AdminPortal/Home${PAGE}`],
        ['a page of its own', `data:text/html,<a href=https://admin.microsoft.com/>${PAGE}`],
        ['plain HTTP', `http://admin.microsoft.com/AdminPortal/Home${PAGE}`],
        ['another port', `https://admin.microsoft.com:8443/AdminPortal/Home${PAGE}`],
        ['an empty port', `https://admin.microsoft.com:/AdminPortal/Home${PAGE}`],
        ['an encoded dot', `https://admin%2Emicrosoft.com/AdminPortal/Home${PAGE}`],
        ['an encoded slash in the host', `https://evil.example%2F.admin.microsoft.com/AdminPortal/Home${PAGE}`],
        ['an ideographic full stop', `https://admin。microsoft。com/AdminPortal/Home${PAGE}`],
        ['a fullwidth full stop', `https://admin．microsoft．com/AdminPortal/Home${PAGE}`],
        ['a letter of another script', `https://аdmin.microsoft.com/AdminPortal/Home${PAGE}`],
        ['a fullwidth letter, which parses as the plain one', `https://ａdmin.microsoft.com/AdminPortal/Home${PAGE}`],
        ['a soft hyphen, which parsing drops', `https://admin.micro\u00adsoft.com/AdminPortal/Home${PAGE}`],
        ['a tab, which parsing drops', `https://admin.micro\tsoft.com/AdminPortal/Home${PAGE}`],
        ['a line break, which parsing drops', `https://admin.microsoft.com/AdminPortal/Home\n${PAGE}`],
        ['a space', `https://admin.microsoft.com/Admin Portal/Home${PAGE}`],
        ['a null', `https://admin.microsoft.com\0.evil.example/AdminPortal/Home${PAGE}`],
        ['marks that turn it round', `https://admin.microsoft.com/\u202eAdminPortal/Home${PAGE}`],
        ['nothing', ''],
        ['a word', 'relationship'],
        ['one GUID', ID.slice(0, 36)],
        ['more than a link has', `${GOOD}${'?'.repeat(2_000)}`],
    ])('is refused where it only looks like one, and told what one is: %s', (_, pasted) => {
        expect(refusal(pasted)).toBe(
            'a relationship ID ({guid}-{guid}), or its approval link: https:// and admin.microsoft.com or admin.cloud.microsoft',
        );
    });

    it.each([
        ['the start page', 'https://admin.microsoft.com/'],
        ['another page', 'https://admin.microsoft.com/AdminPortal/Home#/users'],
        [
            'a reseller’s',
            'https://admin.microsoft.com/Adminportal/Home?invType=ResellerRelationship&partnerId=x#/BillingAccounts/partner-invitation',
        ],
        [
            'that of another request in the query',
            `https://admin.microsoft.com/AdminPortal/Home?invType=Administration&partnerId=x${PAGE}`,
        ],
        ['a way out on the right host', `https://admin.microsoft.com/redirect?to=https://evil.example/${PAGE}`],
        ['another path', `https://admin.microsoft.com/evil/AdminPortal/Home${PAGE}`],
        ['steps out of the path', `https://admin.microsoft.com/AdminPortal/Home/%2e%2e/evil${PAGE}`],
        [
            'the right page as a query',
            `https://admin.microsoft.com/AdminPortal/Home?x=/partners/invitation/granularAdminRelationships/${ID}`,
        ],
        [
            'the right page without a relationship',
            'https://admin.microsoft.com/AdminPortal/Home#/partners/invitation/granularAdminRelationships/',
        ],
        ['more behind the relationship', `${GOOD}/../../users`],
        ['a query behind the relationship', `${GOOD}?returnUrl=https:%2F%2Fevil.example`],
    ])('is refused where it leads to anything but an approval: %s', (_, pasted) => {
        expect(refusal(pasted)).toContain('#/partners/invitation/granularAdminRelationships/{guid}-{guid}');
        expect(refusal(pasted)).not.toContain('taken');
    });

    it('is refused without being repeated: a refusal is read and logged', () => {
        for (const pasted of ['https://hunter2.example/', 'hunter2', 'https://admin.microsoft.com/hunter2']) {
            expect(refusal(pasted)).not.toContain('hunter2');
        }
    });

    it('is refused wherever it leads to while no host is allowed', () => {
        expect(readApprovalLink(GOOD, [])).toEqual({ refused: expect.stringContaining('no host at all') as unknown });
    });
});

describe('the ID of a relationship', () => {
    it('is two GUIDs with a hyphen between, in either case', () => {
        expect(isRelationshipId(ID)).toBe(true);
        expect(isRelationshipId(ID.toUpperCase())).toBe(true);
    });

    it.each([ID.slice(0, 36), `${ID}0`, `${ID}\n`, ` ${ID}`, ID.replaceAll('-', ''), `${ID}/../x`, ''])(
        'is nothing else: %j',
        (text) => {
            expect(isRelationshipId(text)).toBe(false);
        },
    );
});
