import { app } from '@azure/functions';
import type { HttpMethod } from '@azure/functions';
import type { Container } from '../shared/container.ts';
import { late } from '../shared/http/late.ts';
import { GUIDE_ROUTE, MANAGE_ROUTE, QUICK_LINK_ROUTE, TEMPLATE_ROUTE } from '../shared/http/page-routes.ts';
import { tellPeople } from '../shared/http/people.ts';
import { tellPrograms } from '../shared/http/problem.ts';
import { httpHandler } from '../shared/http/route.ts';
import type { Handler } from '../shared/http/route.ts';
import type * as CustomerPages from './customer-pages.ts';

/** Every page that customers open, what is posted from them, and what the Azure portal fetches: see {@link late}. */
export function registerPages(container: Container): void {
    const pages = () => import('./customer-pages.ts');
    const route = (
        name: string,
        method: HttpMethod,
        path: string,
        pick: (pages: typeof CustomerPages) => Handler,
        onError: Parameters<typeof httpHandler>[1] = tellPeople(container.partner),
    ): void => {
        const handler = late(async () => pick(await pages()));
        app.http(name, {
            methods: [method],
            route: path,
            authLevel: 'anonymous',
            handler: httpHandler(handler, onError),
        });
    };

    route('confirm-get', 'GET', QUICK_LINK_ROUTE, ({ getConfirm }) => getConfirm(container));
    route('confirm-post', 'POST', QUICK_LINK_ROUTE, ({ postConfirm }) => postConfirm(container));
    route('confirm-status', 'GET', `${QUICK_LINK_ROUTE}/status`, ({ getConfirmStatus }) => getConfirmStatus(container));
    route('signin-callback', 'GET', 'signin/callback', ({ getSignInCallback }) => getSignInCallback(container));
    route('signin-grant', 'POST', 'signin/grant', ({ postGrant }) => postGrant(container));
    route('manage-get', 'GET', MANAGE_ROUTE, ({ getManage }) => getManage(container));
    route('manage-post', 'POST', MANAGE_ROUTE, ({ postManage }) => postManage(container));
    route('ways-get', 'GET', `${QUICK_LINK_ROUTE}/ways`, ({ getWays }) => getWays(container));
    route('ways-post', 'POST', `${QUICK_LINK_ROUTE}/ways`, ({ postWays }) => postWays(container));
    route('guide-get', 'GET', GUIDE_ROUTE, ({ getGuide }) => getGuide(container));
    route('guide-post', 'POST', GUIDE_ROUTE, ({ postGuide }) => postGuide(container));
    route('templates-get', 'GET', TEMPLATE_ROUTE, ({ getTemplate }) => getTemplate(container), tellPrograms);
    route(
        'templates-options',
        'OPTIONS',
        TEMPLATE_ROUTE,
        ({ optionsOfTemplate }) => optionsOfTemplate(container),
        tellPrograms,
    );
    route('help-get', 'GET', 'help', ({ getHelp }) => getHelp(container));
    route('help-head', 'HEAD', 'help', ({ headHelp }) => headHelp(container));
    route('opt-out-get', 'GET', 'opt-out', ({ getOptOut }) => getOptOut(container));
    route('opt-out-post', 'POST', 'opt-out', ({ postOptOut }) => postOptOut(container));
}
