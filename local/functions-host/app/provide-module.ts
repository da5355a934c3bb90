import Module from 'node:module';

type Require = (this: unknown, id: string) => unknown;

/**
 * Makes `require('@azure/functions-core')` give `core`, wherever it is called. It is no package: the real worker puts
 * it there in the same way, and like there an `import` of it fails.
 *
 * @returns undoes it
 */
export const provideCoreModule = (core: object): (() => void) => {
    const prototype = Module.prototype as unknown as { require: Require };
    const original = prototype.require;
    prototype.require = function (id) {
        return id === '@azure/functions-core' ? core : original.call(this, id);
    };
    return () => {
        prototype.require = original;
    };
};
