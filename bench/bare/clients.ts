import { TableClient } from '@azure/data-tables';
import { ServiceBusClient } from '@azure/service-bus';

const setting = (name: string): string => {
    const value = process.env[name];
    if (value === undefined) throw new Error(`The setting ${name} is needed.`);
    return value;
};

/** Of Azure's double. */
export const ARM = setting('ARM_ENDPOINT');

/** A table that is there already. */
export const tableOf = (name: string): TableClient =>
    TableClient.fromConnectionString(setting('TablesConnection'), name, { allowInsecureConnection: true });

const serviceBus = new ServiceBusClient(setting('ServiceBusConnection'));

/** Sends one message at a time, on a link that stays open. */
export const senderTo = (queue: string) => {
    const sender = serviceBus.createSender(queue);
    return (messageId: string, body: object): Promise<void> =>
        sender.sendMessages({ messageId, contentType: 'application/json', body });
};

const isStatus = (error: unknown, status: number): boolean =>
    error instanceof Error && 'statusCode' in error && error.statusCode === status;

/** Whether something is there, where it may not be. */
export const isThere = async (read: () => Promise<unknown>): Promise<boolean> => {
    try {
        await read();
        return true;
    } catch (error) {
        if (isStatus(error, 404)) return false;
        throw error;
    }
};

/** Writes what may be there already. */
export const insertOnce = async (write: () => Promise<unknown>): Promise<void> => {
    try {
        await write();
    } catch (error) {
        if (!isStatus(error, 409)) throw error;
    }
};
