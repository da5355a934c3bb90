import { z } from 'zod';
import type { BindingInfo, RegisteredFunction } from './app/core-api.ts';
import { compileRoute } from './http/route-template.ts';
import type { RouteMatcher } from './http/route-template.ts';
import type { AuthLevel } from './http/keys.ts';
import { MissingConnectionError, connectionString, isDisabled, resolveSettings } from './settings.ts';
import type { Settings } from './settings.ts';
import { parseSchedule } from './timer/schedule.ts';
import type { Schedule } from './timer/schedule.ts';

interface Loaded {
    name: string;
    registered: RegisteredFunction;
    /** The name of the trigger's binding. */
    triggerName: string;
    disabled: boolean;
}

export interface HttpFunction extends Loaded {
    trigger: 'http';
    /** Upper case; empty for any. */
    methods: string[];
    /** With the prefix, without slashes around it. */
    route: string;
    authLevel: AuthLevel;
    matches: RouteMatcher;
}

export interface TimerFunction extends Loaded {
    trigger: 'timer';
    schedule: Schedule;
    /** As registered, settings put in. */
    expression: string;
    runOnStartup: boolean;
    useMonitor: boolean;
}

export interface ServiceBusFunction extends Loaded {
    trigger: 'serviceBus';
    /** May end in `/$deadletterqueue`. */
    queueName: string;
    connectionString: string;
    /** Undefined: as host.json says. */
    autoComplete: boolean | undefined;
    binary: boolean;
}

export type LoadedFunction = HttpFunction | TimerFunction | ServiceBusFunction;

/** The functions of an app that run, and why the others do not. */
export interface Registry {
    /** In the alphabetical order of their names: the order in which routes are tried. */
    functions: LoadedFunction[];
    problems: { name: string; reason: string }[];
}

const httpSchema = z.looseObject({
    methods: z.array(z.string()).default([]),
    route: z.string().optional(),
    authLevel: z
        .string()
        .transform((level) => level.toLowerCase())
        .pipe(z.enum(['anonymous', 'function', 'admin'])),
});

const timerSchema = z.looseObject({
    schedule: z.string(),
    runOnStartup: z.boolean().default(false),
    useMonitor: z.boolean().default(true),
});

const serviceBusSchema = z.looseObject({
    queueName: z.string('only queues are there in the local Functions host, no topics'),
    connection: z.string(),
    autoCompleteMessages: z.boolean().optional(),
    dataType: z.string().optional(),
    cardinality: z.literal('one', 'batches are not there in the local Functions host').optional(),
    isSessionsEnabled: z.literal(false, 'sessions are not there in the local Functions host').optional(),
    sdkBinding: z.literal(false, 'SDK bindings are not there in the local Functions host').optional(),
});

const namePattern = /^[a-z][a-z0-9_-]{0,127}$/i;

const triggerOf = (registered: RegisteredFunction): [string, BindingInfo] => {
    const triggers = Object.entries(registered.metadata.bindings).filter(([, binding]) =>
        /trigger$/i.test(binding.type),
    );
    const [trigger, another] = triggers;
    if (trigger === undefined || another !== undefined) throw new Error('A function has exactly one trigger.');
    return trigger;
};

/** The local host serves HTTP answers and nothing else beside triggers. */
const refuseOtherBindings = (registered: RegisteredFunction, triggerName: string): void => {
    for (const [name, binding] of Object.entries(registered.metadata.bindings)) {
        if (name === triggerName || (binding.type.toLowerCase() === 'http' && binding.direction === 'out')) continue;
        throw new Error(`The binding "${name}" (${binding.type}) is not there in the local Functions host.`);
    }
};

const loadHttp = (loaded: Loaded, binding: BindingInfo, routePrefix: string): HttpFunction => {
    const { methods, route, authLevel } = httpSchema.parse(binding);
    const own = (route ?? '') === '' ? loaded.name : (route ?? '').replaceAll(/^\/+|\/+$/g, '');
    if (/^(admin|runtime)(\/|$)/i.test(own)) {
        throw new Error(`The route "${own}" begins with a word that the host keeps for itself.`);
    }
    const full = routePrefix === '' ? own : `${routePrefix}/${own}`;
    const upper = methods.map((method) => method.toUpperCase());
    return { ...loaded, trigger: 'http', methods: upper, route: full, authLevel, matches: compileRoute(full) };
};

const loadTimer = (loaded: Loaded, binding: BindingInfo, settings: Settings): TimerFunction => {
    const { schedule, runOnStartup, useMonitor } = timerSchema.parse(binding);
    const expression = resolveSettings(schedule, settings);
    return { ...loaded, trigger: 'timer', schedule: parseSchedule(expression), expression, runOnStartup, useMonitor };
};

const loadServiceBus = (loaded: Loaded, binding: BindingInfo, settings: Settings): ServiceBusFunction => {
    const { queueName, connection, autoCompleteMessages, dataType } = serviceBusSchema.parse(binding);
    return {
        ...loaded,
        trigger: 'serviceBus',
        queueName: resolveSettings(queueName, settings),
        connectionString: connectionString(resolveSettings(connection, settings), settings),
        autoComplete: autoCompleteMessages,
        binary: dataType?.toLowerCase() === 'binary',
    };
};

const load = (registered: RegisteredFunction, settings: Settings, routePrefix: string): LoadedFunction => {
    const { name } = registered.metadata;
    if (!namePattern.test(name)) throw new Error('A name begins with a letter and has letters, digits, _ and - (128).');
    const [triggerName, binding] = triggerOf(registered);
    refuseOtherBindings(registered, triggerName);
    const loaded = { name, registered, triggerName, disabled: isDisabled(name, settings) };
    switch (binding.type.toLowerCase()) {
        case 'httptrigger':
            return loadHttp(loaded, binding, routePrefix);
        case 'timertrigger':
            return loadTimer(loaded, binding, settings);
        case 'servicebustrigger':
            return loadServiceBus(loaded, binding, settings);
        default:
            throw new Error(`The trigger ${binding.type} is not there in the local Functions host.`);
    }
};

const sameRoute = (one: HttpFunction, other: LoadedFunction): boolean =>
    other.trigger === 'http' &&
    one.route.toLowerCase() === other.route.toLowerCase() &&
    (one.methods.length === 0 ||
        other.methods.length === 0 ||
        one.methods.some((method) => other.methods.includes(method)));

const reasonOf = (error: unknown): string => {
    if (error instanceof z.ZodError) return z.prettifyError(error);
    return error instanceof Error ? error.message : String(error);
};

const byName = new Intl.Collator('en');

/**
 * Makes of what an app registered what can run. A function that cannot be loaded is left out with its reason, the
 * others run.
 *
 * @param routePrefix of host.json, without slashes around it; may be empty
 * @throws MissingConnectionError where a trigger that is not disabled has no connection: then the host does not start
 */
export const createRegistry = (
    registered: readonly RegisteredFunction[],
    settings: Settings,
    routePrefix: string,
): Registry => {
    const registry: Registry = { functions: [], problems: [] };
    const sorted = registered.toSorted((one, other) => byName.compare(one.metadata.name, other.metadata.name));
    for (const one of sorted) {
        const { name } = one.metadata;
        try {
            const loaded = load(one, settings, routePrefix);
            if (loaded.trigger === 'http') {
                const taken = registry.functions.find((other) => sameRoute(loaded, other));
                if (taken !== undefined) throw new Error(`The route "${loaded.route}" is taken by ${taken.name}.`);
            }
            registry.functions.push(loaded);
        } catch (error) {
            if (error instanceof MissingConnectionError && !isDisabled(name, settings)) throw error;
            registry.problems.push({ name, reason: reasonOf(error) });
        }
    }
    return registry;
};
