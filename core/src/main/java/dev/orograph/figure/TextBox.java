package dev.orograph.figure;

/**
 * Where one line of text stands on the page.
 *
 * @param text what it says
 * @param box the upright rectangle around its outlines
 */
public record TextBox(String text, Box box) {}
