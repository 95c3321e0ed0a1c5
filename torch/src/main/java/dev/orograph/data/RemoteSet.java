package dev.orograph.data;

import dev.orograph.progress.Listener;
import dev.orograph.progress.Outcome;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A data set as its publishers offer it.
 *
 * @param folder name of its folder under the folder of all data sets
 * @param downloads what to fetch
 * @param unpacked files that unpacking the downloads gives in {@code folder}; empty if nothing is to be unpacked
 */
record RemoteSet(String folder, List<Download> downloads, List<String> unpacked) {
    /** The mirror that PyTorch's own package uses, and the authors' page. MD5 sums as torchvision publishes them. */
    static final RemoteSet MNIST = plain(
            "mnist",
            List.of("https://ossci-datasets.s3.amazonaws.com/mnist/", "http://yann.lecun.com/exdb/mnist/"),
            "f68b3c2dcbeaaa9fbdd348bbdeb94873",
            "d53e105ee54ea40749a09fcbcd1e9432",
            "9fb629c4189551a2d022fa330f9573f3",
            "ec29112dd5afa0611ce80d1b7f02629c");

    /** Address and MD5 sums as on the authors' page, github.com/zalandoresearch/fashion-mnist. */
    static final RemoteSet FASHION_MNIST = plain(
            "fashion-mnist",
            List.of("http://fashion-mnist.s3-website.eu-central-1.amazonaws.com/"),
            "8d4fb7e6c68d591d4c3dfef9ec88bf0d",
            "25c81989df183df01b3e8a0aad5dffbe",
            "bef4ecab320f06d8554ea6380940ec79",
            "bb300cfdad3c16e7a12a480ee83cd310");

    /** Address and MD5 sum as on the authors' page, www.cs.toronto.edu/~kriz/cifar.html. */
    static final RemoteSet CIFAR10 = archive(
            "cifar-10-binary.tar.gz",
            "c32a1d4ab5d03f1284b67883e8d87530",
            "cifar-10-batches-bin",
            List.of(
                    "data_batch_1.bin",
                    "data_batch_2.bin",
                    "data_batch_3.bin",
                    "data_batch_4.bin",
                    "data_batch_5.bin",
                    "test_batch.bin"));

    /** Address and MD5 sum as on the authors' page, www.cs.toronto.edu/~kriz/cifar.html. */
    static final RemoteSet CIFAR100 = archive(
            "cifar-100-binary.tar.gz",
            "03b5dce01913d631647c71ecec9e9cb8",
            "cifar-100-binary",
            List.of("train.bin", "test.bin"));

    RemoteSet {
        downloads = List.copyOf(downloads);
        unpacked = List.copyOf(unpacked);
    }

    private static RemoteSet plain(String folder, List<String> addresses, String... digests) {
        return new RemoteSet(
                folder,
                List.of(
                        download("train-images-idx3-ubyte.gz", addresses, digests[0]),
                        download("train-labels-idx1-ubyte.gz", addresses, digests[1]),
                        download("t10k-images-idx3-ubyte.gz", addresses, digests[2]),
                        download("t10k-labels-idx1-ubyte.gz", addresses, digests[3])),
                List.of());
    }

    private static RemoteSet archive(String fileName, String digest, String folder, List<String> unpacked) {
        return new RemoteSet(
                folder, List.of(download(fileName, List.of("https://www.cs.toronto.edu/~kriz/"), digest)), unpacked);
    }

    private static Download download(String fileName, List<String> addresses, String md5) {
        return new Download(
                fileName,
                addresses.stream()
                        .map(address -> URI.create(address + fileName))
                        .toList(),
                Optional.of(FileDigest.md5(md5)));
    }

    /**
     * Fetches and unpacks what is not there yet.
     *
     * @param directory folder of all data sets
     */
    Outcome fetch(Path directory, Downloader downloader, Listener listener) throws IOException {
        if (unpacked.isEmpty()) {
            return fetchAll(directory.resolve(folder), downloader, listener);
        }
        if (unpacked.stream()
                .allMatch(name -> Files.exists(directory.resolve(folder).resolve(name)))) {
            return Outcome.COMPLETED;
        }
        var outcome = fetchAll(directory, downloader, listener);
        if (outcome == Outcome.COMPLETED) {
            for (var download : downloads) {
                var archive = directory.resolve(download.fileName());
                listener.onMessage("unpacking " + archive);
                TarGz.extract(archive, directory);
                Files.delete(archive);
            }
        }
        return outcome;
    }

    private Outcome fetchAll(Path target, Downloader downloader, Listener listener) throws IOException {
        for (var download : downloads) {
            if (downloader.fetch(download, target, listener) == Outcome.CANCELLED) {
                return Outcome.CANCELLED;
            }
        }
        return Outcome.COMPLETED;
    }
}
