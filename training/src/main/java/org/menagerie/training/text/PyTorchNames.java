package org.menagerie.training.text;

import static java.util.Map.entry;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What PyTorch, torchvision and Keras call things that have other names here. */
final class PyTorchNames {
  private static final Map<String, List<String>> OURS =
      Map.ofEntries(
          entry("steplr", List.of("step")),
          entry("multisteplr", List.of("multi_step")),
          entry("exponentiallr", List.of("exponential")),
          entry("cosineannealinglr", List.of("cosine")),
          entry("reducelronplateau", List.of("reduce_on_plateau")),
          entry("onecyclelr", List.of("one_cycle")),
          entry("constantlr", List.of("constant")),
          entry("linearlr", List.of("linear", "warm_up")),
          entry("polynomiallr", List.of("polynomial")),
          entry("cycliclr", List.of("cyclic")),
          entry("cosineannealingwarmrestarts", List.of("cosine_warm_restarts")),
          entry("crossentropyloss", List.of("cross_entropy")),
          entry("bcewithlogitsloss", List.of("binary_cross_entropy")),
          entry("mseloss", List.of("mse")),
          entry("multimarginloss", List.of("multi_margin")),
          entry("randomrotation", List.of("rotation")),
          entry("randomaffine", List.of("affine")),
          entry("randomperspective", List.of("perspective")),
          entry("randomerasing", List.of("erasing")),
          entry("elastictransform", List.of("elastic")),
          entry("randomhorizontalflip", List.of("horizontal_flip")),
          entry("randomverticalflip", List.of("vertical_flip")),
          entry("randomcrop", List.of("crop")),
          entry("randomresizedcrop", List.of("resized_crop")),
          entry("randomadjustsharpness", List.of("adjust_sharpness")),
          entry("randomposterize", List.of("posterize")),
          entry("randomsolarize", List.of("solarize")),
          entry("randomautocontrast", List.of("autocontrast")),
          entry("randomequalize", List.of("equalize")),
          entry("randominvert", List.of("invert")),
          entry("randomgrayscale", List.of("grayscale")),
          entry("brightness", List.of("color_jitter")),
          entry("contrast", List.of("color_jitter")),
          entry("saturation", List.of("color_jitter")),
          entry("hue", List.of("color_jitter")),
          entry("betas", List.of("beta1", "beta2")),
          entry("distortionscale", List.of("distortion")),
          entry("learningrate", List.of("lr")),
          entry("l2", List.of("weight_decay")),
          // An argument of optimizers; where it is unknown, lr, one letter away, is not meant.
          entry("l1", List.of("l1")));

  private PyTorchNames() {}

  static boolean contains(String name) {
    return OURS.containsKey(plain(name));
  }

  /** The names that stand for it among the known; none if they do not. */
  static List<String> here(String name, Collection<String> known) {
    List<String> ours = OURS.getOrDefault(plain(name), List.of());
    return known.containsAll(ours) ? ours : List.of();
  }

  /** Classes are written in one way, functions and arguments in another. */
  private static String plain(String name) {
    return name.toLowerCase(Locale.ROOT).replace("_", "").replace("-", "");
  }
}
