/** Reports as those see them who clear away. */
export interface ReportArchive {
    /**
     * Deletes reports that were asked for before this time and are over, at most `most`; one that is being done again at
     * this moment stays.
     *
     * @param except the ID of one that stays, however old
     * @returns how many that were
     */
    deleteOver(before: Date, most: number, except: string | undefined): Promise<number>;
}
