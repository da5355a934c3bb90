import { STATUS_OF } from '../../../shared/domain/errors.ts';
import { codesOf, operations, schemaNamed } from './openapi-document.ts';
import { registeredRoutes, type RegisteredRoute } from './registrations.ts';

const keyOf = ({ method, path }: { method: string; path: string }): string => `${method} ${path}`;

describe('the OpenAPI document beside what the app registers', () => {
    let routes: RegisteredRoute[];
    beforeAll(async () => {
        routes = await registeredRoutes();
    }, 60_000);

    it('has every route and no other, under the name of its function', () => {
        const documented = operations.map((operation) => `${keyOf(operation)} ${operation.id}`);

        expect(routes.length).toBeGreaterThan(20);
        expect(documented.toSorted()).toEqual(routes.map((route) => `${keyOf(route)} ${route.name}`).toSorted());
    });

    it('asks for a function key exactly where the host does', () => {
        const documented = operations.filter(({ security }) => security.includes('functionKey')).map(keyOf);

        const behindKey = routes.filter(({ authLevel }) => authLevel === 'function').map(keyOf);
        expect(documented.toSorted()).toEqual(behindKey.toSorted());
        expect(routes.filter(({ authLevel }) => !['function', 'anonymous'].includes(authLevel))).toEqual([]);
    });

    it('tells the empty 401 of a missing key on every route behind one', () => {
        const keyed = operations.filter(({ security }) => security.includes('functionKey'));

        const other = keyed.filter(({ responses }) => responses['401'] === undefined || 'content' in responses['401']);
        expect(other.map(keyOf)).toEqual([]);
    });

    it('names the parameters that stand in each path', () => {
        const named = operations.map(({ path, parameters }) => ({
            path,
            inPath: parameters.filter((each) => each.in === 'path' && each.required === true).map(({ name }) => name),
        }));

        const inTemplate = operations.map(({ path }) => ({
            path,
            inPath: [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name),
        }));
        expect(named).toEqual(inTemplate);
    });

    it('has the codes of errors and no other', () => {
        expect((schemaNamed('ErrorCode').enum as string[]).toSorted()).toEqual(Object.keys(STATUS_OF).toSorted());
    });

    it('puts each code under the status that the app gives it', () => {
        const told = operations.flatMap(({ id, responses }) =>
            Object.entries(responses).flatMap(([status, response]) =>
                codesOf(response).map((code) => ({ id, code, status: Number(status) })),
            ),
        );

        const wrong = told.filter(({ code, status }) => STATUS_OF[code as keyof typeof STATUS_OF] !== status);
        expect(wrong).toEqual([]);
        expect([...new Set(told.map(({ code }) => code))].toSorted()).toEqual(Object.keys(STATUS_OF).toSorted());
    });
});
