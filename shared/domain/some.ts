/** Some of many: `count` is all of them. */
export interface Some<Item> {
    count: number;
    items: Item[];
}
