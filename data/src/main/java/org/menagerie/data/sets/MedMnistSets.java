package org.menagerie.data.sets;

import java.util.List;
import org.menagerie.api.data.Checksum;
import org.menagerie.api.data.Download.RemoteFile;
import org.menagerie.api.network.Shape;
import org.menagerie.data.npz.NpzFormat;

/**
 * MedMNIST's sets of pictures with one label each, at 28x28; ChestMNIST has several labels for each
 * picture. Figures, names and checksums are those of the Python package {@code medmnist}, which
 * states MD5 alone.
 *
 * @see <a href="https://doi.org/10.1038/s41597-022-01721-8">Yang, Shi, Wei, Liu, Zhao, Ke, Pfister,
 *     Ni: MedMNIST v2 (2023)</a>
 */
final class MedMnistSets {
  private static final List<String> ORGANS =
      List.of(
          "bladder",
          "femur-left",
          "femur-right",
          "heart",
          "kidney-left",
          "kidney-right",
          "liver",
          "lung-left",
          "lung-right",
          "pancreas",
          "spleen");

  private MedMnistSets() {}

  static List<KnownSet> all() {
    return List.of(
        colour(
            "pathmnist",
            "PathMNIST: 89,996 + 7,180 pieces of tissue",
            "a8b06965200029087d5bd730944a56c1",
            List.of(
                "adipose",
                "background",
                "debris",
                "lymphocytes",
                "mucus",
                "smooth muscle",
                "normal colon mucosa",
                "cancer-associated stroma",
                "colorectal adenocarcinoma epithelium")),
        colour(
            "dermamnist",
            "DermaMNIST: 7,007 + 2,005 skin lesions",
            "0744692d530f8e62ec473284d019b0c7",
            List.of(
                "actinic keratoses and intraepithelial carcinoma",
                "basal cell carcinoma",
                "benign keratosis-like lesions",
                "dermatofibroma",
                "melanoma",
                "melanocytic nevi",
                "vascular lesions")),
        grey(
            "octmnist",
            "OCTMNIST: 97,477 + 1,000 scans of retinas",
            "c68d92d5b585d8d81f7112f81e2d0842",
            List.of("choroidal neovascularization", "diabetic macular edema", "drusen", "normal")),
        grey(
            "pneumoniamnist",
            "PneumoniaMNIST: 4,708 + 624 X-rays of chests",
            "28209eda62fecd6e6a2d98b1501bb15f",
            List.of("normal", "pneumonia")),
        colour(
            "retinamnist",
            "RetinaMNIST: 1,080 + 400 graded retinas",
            "bd4c0672f1bba3e3a89f0e4e876791e4",
            List.of("0", "1", "2", "3", "4")),
        grey(
            "breastmnist",
            "BreastMNIST: 546 + 156 ultrasound images",
            "750601b1f35ba3300ea97c75c52ff8f6",
            List.of("malignant", "normal, benign")),
        colour(
            "bloodmnist",
            "BloodMNIST: 11,959 + 3,421 blood cells",
            "7053d0359d879ad8a5505303e11de1dc",
            List.of(
                "basophil",
                "eosinophil",
                "erythroblast",
                "immature granulocytes",
                "lymphocyte",
                "monocyte",
                "neutrophil",
                "platelet")),
        grey(
            "tissuemnist",
            "TissueMNIST: 165,466 + 47,280 kidney cells",
            "ebe78ee8b05294063de985d821c1c34b",
            List.of(
                "Collecting Duct, Connecting Tubule",
                "Distal Convoluted Tubule",
                "Glomerular endothelial cells",
                "Interstitial endothelial cells",
                "Leukocytes",
                "Podocytes",
                "Proximal Tubule Segments",
                "Thick Ascending Limb")),
        grey(
            "organamnist",
            "OrganAMNIST: 34,581 + 17,778 organs, axial",
            "866b832ed4eeba67bfb9edee1d5544e6",
            ORGANS),
        grey(
            "organcmnist",
            "OrganCMNIST: 13,000 + 8,268 organs, coronal",
            "0afa5834fb105f7705a7d93372119a21",
            ORGANS),
        grey(
            "organsmnist",
            "OrganSMNIST: 13,940 + 8,829 organs, sagittal",
            "e5c39f1af030238290b9557d9503af9d",
            ORGANS));
  }

  private static KnownSet colour(String name, String what, String md5, List<String> classes) {
    return grey(name, what + " in colour", md5, classes).shape(Shape.image(3, 28, 28));
  }

  private static KnownSet grey(String name, String what, String md5, List<String> classes) {
    String file = name + ".npz";
    return KnownSet.of(
            name,
            "%s, of %d classes, 28x28".formatted(what, classes.size()),
            classes.size(),
            new FormattedFile(file, new NpzFormat(), "npz"))
        .in("medmnist")
        .mirrors(
            "https://zenodo.org/records/10519652/files/",
            "https://zenodo.org/record/6496656/files/")
        .files(new RemoteFile(file, Checksum.ofFileMd5(md5)))
        .classNames(classes);
  }
}
