package dev.orograph.progress;

/**
 * How far a job has come.
 *
 * @param task what is being done, such as {@code "survey"}
 * @param done units completed, including those of an earlier interrupted run
 * @param total units in all, or −1 if unknown
 * @param unit name of one unit, such as {@code "cell"}
 * @param note a short changing remark such as {@code "loss 0.381"}; may be empty
 */
public record Progress(String task, long done, long total, String unit, String note) {}
