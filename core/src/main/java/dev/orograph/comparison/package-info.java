/**
 * Whether maps of several networks may be compared at all, and how flat each is, with the spread over directions. Feeds
 * tables and sentences about comparisons; knows surfaces and what they were made from, and nothing of networks.
 */
@NullMarked
package dev.orograph.comparison;

import org.jspecify.annotations.NullMarked;
