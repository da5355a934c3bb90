import type { HttpRequest } from '@azure/functions';

/**
 * Which of these media types the caller wants: the one with the highest weight, of those with the same weight the one
 * named first.
 *
 * @param offered what there is; the first is given where nothing fits, or nothing is asked for
 */
export function preferred<Type extends string>(request: HttpRequest, offered: readonly [Type, ...Type[]]): Type {
    const wanted = (request.headers.get('accept') ?? '')
        .split(',')
        .map((range) => {
            const [type = '', ...parameters] = range.split(';').map((part) => part.trim().toLowerCase());
            const weight = parameters.find((parameter) => parameter.startsWith('q='))?.slice('q='.length) ?? '1';
            return { type, weight: Number(weight) };
        })
        .filter(({ weight }) => weight > 0)
        .sort((one, other) => other.weight - one.weight);
    for (const { type } of wanted) {
        const found = offered.find((each) => each === type);
        if (found !== undefined) return found;
    }
    return offered[0];
}
