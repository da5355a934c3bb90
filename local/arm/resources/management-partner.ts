import { z } from 'zod';
import { ArmError } from '../arm-error.ts';
import { jsonBody, ok, type Operation, type Route } from '../operation.ts';
import type { SampleLink } from '../state/document.ts';
import type { Reply } from '../wire.ts';

const VERSIONS = ['2018-02-01'];
const ONE = /^\/providers\/Microsoft\.ManagementPartner\/partners\/(?<name>[^/]+)$/i;
const ALL = /^\/providers\/Microsoft\.ManagementPartner\/partners$/i;

const bodySchema = z.strictObject({ partnerId: z.string().optional() });

const notFound = (): ArmError =>
    new ArmError(404, 'NotFound', 'The management partner was not found for the user or service principal.');

const badRequest = (message: string): ArmError => new ArmError(400, 'BadRequest', message);

const linkOf = ({ caller }: Operation): SampleLink | undefined => {
    const link = caller.tenant.row.managementPartners[caller.objectId];
    return link?.state === 'Active' ? link : undefined;
};

const partnerBody = ({ world, caller }: Operation, link: SampleLink): unknown => ({
    // The provider is in lower case here although it is not in `type`.
    id: `/providers/microsoft.managementpartner/partners/${link.partnerId}`,
    type: 'Microsoft.ManagementPartner/partners',
    name: link.partnerId,
    etag: link.version,
    properties: {
        partnerId: link.partnerId,
        ...partnerName(world.document.partners[link.partnerId]),
        tenantId: caller.tenant.row.tenantId,
        objectId: caller.objectId,
        version: link.version,
        updatedTime: link.updatedTime,
        createdTime: link.createdTime,
        state: link.state,
    },
});

const partnerName = (name: string | undefined): object => (name === undefined ? {} : { partnerName: name });

const write = (operation: Operation, link: SampleLink): Reply => {
    const { caller } = operation;
    caller.tenant.row.managementPartners[caller.objectId] = link;
    operation.changed();
    return ok(partnerBody(operation, link));
};

/** The partner ID of the path, which a body may repeat and must not contradict. */
const wantedPartner = ({ world, name, request }: Operation): string => {
    if (!Object.hasOwn(world.document.partners, name)) {
        throw badRequest(`We don't have a record for the partner ID '${name}'. Please use a location partner ID.`);
    }
    if (request.body !== '') {
        const body = bodySchema.safeParse(jsonBodyOfPartner(request));
        if (!body.success || (body.data.partnerId ?? name) !== name) {
            throw badRequest('The request body does not fit the partner ID of the path.');
        }
    }
    return name;
};

// This provider answers its own code where the others say InvalidRequestContent.
const jsonBodyOfPartner = (request: Operation['request']): unknown => {
    try {
        return jsonBody(request);
    } catch {
        throw badRequest('The request body is no JSON.');
    }
};

const create = (operation: Operation): Reply => {
    const { caller, now } = operation;
    const partnerId = wantedPartner(operation);
    const earlier = caller.tenant.row.managementPartners[caller.objectId];
    if (earlier?.state === 'Active') {
        throw new ArmError(409, 'Conflict', `The user or service principal is already linked to ${earlier.partnerId}.`);
    }
    const updatedTime = now.toISOString();
    return write(operation, {
        partnerId,
        state: 'Active',
        // A record that was deleted is revived: its count goes on and its age stays.
        version: (earlier?.version ?? 0) + 1,
        createdTime: earlier?.createdTime ?? updatedTime,
        updatedTime,
    });
};

const update = (operation: Operation): Reply => {
    const partnerId = wantedPartner(operation);
    const link = linkOf(operation);
    if (link === undefined) throw notFound();
    if (link.partnerId === partnerId) return ok(partnerBody(operation, link));
    return write(operation, {
        ...link,
        partnerId,
        version: link.version + 1,
        updatedTime: operation.now.toISOString(),
    });
};

const remove = (operation: Operation): Reply => {
    const link = linkOf(operation);
    if (link?.partnerId !== operation.name) throw notFound();
    write(operation, {
        ...link,
        state: 'Deleted',
        version: link.version + 1,
        updatedTime: operation.now.toISOString(),
    });
    return { status: 200 };
};

const getOwn = (operation: Operation): Reply => {
    const link = linkOf(operation);
    if (link === undefined) throw notFound();
    return ok(partnerBody(operation, link));
};

const getOne = (operation: Operation): Reply => {
    if (linkOf(operation)?.partnerId !== operation.name) throw notFound();
    return getOwn(operation);
};

/** The link belongs to the tenant and object ID of the token; no role is needed for any of it. */
export const managementPartnerRoutes: Route[] = [
    { method: 'GET', path: ALL, versions: VERSIONS, rate: 'tenant-reads', handle: getOwn },
    { method: 'GET', path: ONE, versions: VERSIONS, rate: 'tenant-reads', handle: getOne },
    { method: 'PUT', path: ONE, versions: VERSIONS, rate: 'tenant-writes', handle: create },
    { method: 'PATCH', path: ONE, versions: VERSIONS, rate: 'tenant-writes', handle: update },
    // Recorded: a removal counts as a write.
    { method: 'DELETE', path: ONE, versions: VERSIONS, rate: 'tenant-writes', handle: remove },
];
