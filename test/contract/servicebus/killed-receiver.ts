import { ServiceBusClient } from '@azure/service-bus';

/* A process to kill: locks one message of the queue, says so on its standard output, and never settles it. */
const [connectionString = '', queue = ''] = process.argv.slice(2);
const receiver = new ServiceBusClient(connectionString).createReceiver(queue);
const [message] = await receiver.receiveMessages(1);
process.stdout.write(`${String(message?.messageId)}\n`);
