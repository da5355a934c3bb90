import { signInAs, type SignInSteps } from './sign-in.ts';
import { call, type Answer } from './stack-http.ts';

/** What came back from a sign-in at the platform. */
export interface PlatformSignIn {
    answer: Answer;
    /** The header that a browser sends from then on. */
    cookie: string;
}

const pairOf = (answer: Answer): string => /^[^;]+/.exec(answer.headers['set-cookie'] ?? '')?.[0] ?? '';

/**
 * Signs a sample user in at App Service authentication, as a browser does that was led to it.
 *
 * @param origin of the app
 * @param path where to go from there
 */
export const signInToPlatform = async (
    origin: string,
    steps: Omit<SignInSteps, 'url'>,
    path = '/api/ops',
): Promise<PlatformSignIn> => {
    const query = new URLSearchParams({ post_login_redirect_uri: path });
    const departure = await call('GET', `${origin}/.auth/login/aad?${query.toString()}`);
    const back = await signInAs({ url: departure.headers.location ?? '', ...steps });
    const answer = await call('GET', back, { headers: { cookie: pairOf(departure) } });
    return { answer, cookie: pairOf(answer) };
};
