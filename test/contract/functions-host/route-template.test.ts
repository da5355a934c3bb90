import { compileRoute } from '../../../local/functions-host/http/route-template.ts';

const match = (template: string, path: string) => compileRoute(template)(path === '' ? [] : path.split('/'));

describe('a route template', () => {
    it.each([
        ['a', 'A', {}],
        ['a/{b}', 'a/x', { b: 'x' }],
        ['a/{b?}', 'a', {}],
        ['a/{b=5}', 'a', { b: '5' }],
        ['a/{b=5}', 'a/6', { b: '6' }],
        ['a/{*rest}', 'a', {}],
        ['a/{**rest}', 'a/b/c', { rest: 'b/c' }],
        ['{file}.{ext?}', 'x.y.z', { file: 'x.y', ext: 'z' }],
        ['{file}.{ext?}', 'x', { file: 'x' }],
        ['{name}.json', 'invite.json', { name: 'invite' }],
        ['v{major:int}-{minor:int}', 'v1-2', { major: '1', minor: '2' }],
        ['{x:regex(^[a-z]{{2}}$)}', 'zz', { x: 'zz' }],
        ['{x:regex(^[a-z]{{2}}$)}', 'zzz', undefined],
        ['{x:length(2,3)}', 'ab', { x: 'ab' }],
        ['{x:length(2,3)}', 'abcd', undefined],
        ['{x:range(1,5)}', '6', undefined],
        ['{x:alpha:minlength(3)}', 'ab', undefined],
        ['{x:bool}', 'True', { x: 'True' }],
        ['{x:guid}', 'c0000000-0000-4000-8000-0000000000a1', { x: 'c0000000-0000-4000-8000-0000000000a1' }],
        ['{x:guid}', 'c0000000-0000-4000-8000-0000000000g1', undefined],
        ['{x:int}', '2147483648', undefined],
        ['{x:long}', '2147483648', { x: '2147483648' }],
        ['a/{b}', 'a', undefined],
        ['a/{b}', 'a/x/y', undefined],
        ['a/{b}', 'a//', undefined],
        ['{a}-{b}', '-b', undefined],
    ])('%s of %s', (template, path, expected) => {
        expect(match(template, path)).toEqual(expected);
    });

    it.each(['a//b', '{', 'a}', '{a}/{', '{*a}/b', '{x:unknown}', '{x:length(a)}', '{}'])(
        '%s is refused',
        (template) => {
            expect(() => compileRoute(template)).toThrow();
        },
    );
});
