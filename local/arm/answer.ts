import { setTimeout as wait } from 'node:timers/promises';
import { faultStatus, type Fault } from '../faults.ts';
import { goodClaims } from './authenticate.ts';
import type { ClientKeys } from './entra/client-assertion.ts';
import { entraTenant, handleEntra } from './entra/routes.ts';
import { faultyReply } from './faulty-reply.ts';
import { handleArm, type ArmService } from './handle-arm.ts';
import { handlePage, pageTenant } from './sign-in/routes.ts';
import type { SignIn } from './sign-in/sign-in.ts';
import type { Sim } from './sim.ts';
import type { Reply, Request } from './wire.ts';

/** The services of the double. */
export interface Services {
    arm: ArmService;
    sim: Sim;
    keys: ClientKeys;
    signIn: SignIn;
}

/** An answer, and whether it was ordered to be wrong. */
export interface Answer {
    reply: Reply | 'drop';
    isFault: boolean;
}

/** Which service a request is for. */
export type Service = 'arm' | 'entra' | 'page';

export const serviceOf = ({ path }: Request): Service => {
    if (entraTenant(path) !== undefined) return 'entra';
    return pageTenant(path) === undefined ? 'arm' : 'page';
};

const rightAnswer = (
    request: Request,
    service: Service,
    { arm, keys, signIn }: Services,
    fault: Fault | undefined,
): Promise<Reply> => {
    if (service === 'arm') return handleArm(request, arm);
    const common = { world: arm.store.world(), signIn, url: arm.url, now: arm.now() };
    if (service === 'page') return handlePage(request, common);
    return handleEntra(request, { ...common, tokens: arm.tokens, keys, idTokenDefect: fault?.idToken });
};

/** Whether an ordered fault fits a request beyond method and path. */
const fits = (request: Request, isMfa: boolean) => {
    const grantType = /\/token$/i.test(request.path) ? new URLSearchParams(request.body).get('grant_type') : null;
    return (fault: Fault): boolean =>
        (fault.grantType === undefined || fault.grantType === grantType) &&
        (fault.idToken === undefined || grantType === 'authorization_code') &&
        !(fault.unlessMfa === true && isMfa);
};

/** Answers a request as the services would, or as `/_sim/faults` ordered. */
export const answer = async (request: Request, service: Service, services: Services): Promise<Answer> => {
    const { arm, sim } = services;
    const claims = service === 'arm' ? await goodClaims(request, arm.tokens) : undefined;
    const fault = sim.faults.take(request.method, request.target, fits(request, claims?.isMfa === true));
    if (fault?.delayMs !== undefined) await wait(fault.delayMs, undefined, { ref: false });
    if (fault?.drop === true) return { reply: 'drop', isFault: true };
    const status = fault === undefined ? undefined : faultStatus(fault);
    if (fault !== undefined && status !== undefined) {
        return { reply: faultyReply(request, fault, status, service !== 'arm', arm.now()), isFault: true };
    }
    return {
        reply: await rightAnswer(request, service, services, fault),
        isFault: fault?.idToken !== undefined,
    };
};
